import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 4,
    fault: 'PostgreSQL restarted, every other time without a shutdown',
    quick: { events: 100, 'events/s': 20, 'from s': 2, 'to s': 4 },
    full: { events: 5_000, 'events/s': 60, 'from s': 5, 'to s': 10 },
    timeoutS: { quick: 90, full: 400 },
  },
  async ({ events, 'events/s': perSecond, 'from s': fromS, 'to s': toS }, figures) => {
    await using world = await createWorld();
    const { ledger, postgres } = world;
    const relay = await world.startRelay();
    const load = world.startLoad({ perSecond });
    let restarts = 0;
    const restart = async (): Promise<void> => {
      await postgres.end(restarts % 2 === 0 ? 'fast' : 'immediate');
      await postgres.start();
      restarts += 1;
    };
    while (ledger.committed.size < events) {
      await pause((fromS + (toS - fromS) * Math.random()) * 1_000);
      await restart();
    }
    await load.stop();
    await restart();
    const drainedMs = await world.untilDispatched(20_000);
    figures({ restarts, 'drained ms': drainedMs, ...(await world.compare()) });
    expect(drainedMs).toBeLessThan(10_000);
    // Rejects when the process has ended.
    await relay.readiness();
  },
);

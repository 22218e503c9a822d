import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile, waitOf } from '../oracle/latency.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 16,
    fault: 'random writers while the sweep is set to 60 s: nothing but wake-ups delivers',
    quick: { 'for s': 8, writers: 6, 'events/s': 15 },
    full: { 'for s': 600, writers: 6, 'events/s': 15 },
    timeoutS: { quick: 60, full: 700 },
  },
  async ({ 'for s': forS, writers, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const relay = await world.startRelay({ A4C_RELAY_SWEEP_INTERVAL_MS: '60000' });
    await relay.said('listening');
    const load = world.startLoad({ perSecond, sessions: writers, rhythm: 'random' });
    await pause(forS * 1_000);
    await load.stop();
    // Far less than a sweep: a missed one would still wait.
    await world.untilDispatched(2_000);
    const waits = (await listDeliveries(world.admin, world.ledger)).map((one) => waitOf(one));
    figures({
      'p50 wait ms': percentile(waits, 50),
      'p99 ms': percentile(waits, 99),
      'worst ms': Math.max(...waits),
      ...(await world.compare()),
    });
    expect(Math.max(...waits)).toBeLessThan(1_000);
  },
);

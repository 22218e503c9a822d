import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { createWorld } from '../world/create-world.ts';

/** Sessions by application name; `true` for those whose end takes the wake-ups along. */
const victims = [
  { which: "application_name LIKE 'a4c-relay%listen%'", listens: true },
  {
    which: "application_name LIKE 'a4c-relay%' AND application_name NOT LIKE '%listen%'",
    listens: false,
  },
  { which: "application_name LIKE 'a4c-relay%'", listens: true },
] as const;

faultTest(
  {
    number: 3,
    fault: 'pg_terminate_backend of LISTEN, pool, all, by turns',
    quick: { rounds: 6, 'every s': 1, 'events/s': 20 },
    full: { rounds: 30, 'every s': 2, 'events/s': 50 },
    timeoutS: { full: 150 },
  },
  async ({ rounds, 'every s': everyS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const relay = await world.startRelay();
    const load = world.startLoad({ perSecond });
    const backMs: number[] = [];
    let terminated = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { which, listens } = victims[round % victims.length] ?? victims[0];
      const at = Date.now();
      const from = relay.log.length;
      const { rowCount } = await world.admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${which}`,
      );
      terminated += rowCount ?? 0;
      if (listens) backMs.push((await relay.said('listening', from)).readAtMs - at);
      await pause(at + everyS * 1_000 - Date.now());
    }
    await load.stop();
    const drainedMs = await world.untilDispatched(10_000);
    const waits = (await listDeliveries(world.admin, world.ledger)).map((one) => waitOf(one));
    figures({
      terminated,
      'wake-ups back ms (worst)': Math.max(...backMs),
      'worst wait ms': Math.max(...waits),
      'drained ms': drainedMs,
      ...(await world.compare()),
    });
    expect(Math.max(...backMs)).toBeLessThan(1_000);
    // Rejects when the process has ended.
    await relay.readiness();
  },
);

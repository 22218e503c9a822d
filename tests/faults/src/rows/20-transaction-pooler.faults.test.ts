import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile, waitOf } from '../oracle/latency.ts';
import { startPgBouncer } from '../tools/pgbouncer.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 20,
    fault: 'PgBouncer in transaction mode between relay and database',
    full: { 'for s': 60, 'events/s': 20 },
    timeoutS: { full: 150 },
  },
  async ({ 'for s': forS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const pooler = world.use(await startPgBouncer(world.postgres.urlFor('relay')));
    const began = Date.now();
    const relay = await world.startRelay({ DATABASE_URL: pooler.url });
    const said = await relay.said(/^not listening/);
    const readyAt = relay.log.find(({ msg }) => msg === 'starting')?.readAtMs ?? began;
    const load = world.startLoad({ perSecond });
    await pause(forS * 1_000);
    await load.stop();
    await world.untilDispatched(10_000);
    const waits = (await listDeliveries(world.admin, world.ledger)).map((one) => waitOf(one));
    const { reasons } = await relay.readiness();
    figures({
      'said after ms': said.readAtMs - readyAt,
      'p50 wait ms': percentile(waits, 50),
      'worst wait ms': Math.max(...waits),
      'errors logged': relay.log.filter(({ level }) => level >= 50).length,
      ...(await world.compare()),
    });
    expect(said.readAtMs - readyAt).toBeLessThan(5_000);
    expect(JSON.stringify(said)).toMatch(/pooler/);
    expect(reasons.join()).toMatch(/Notifications do not arrive/);
    expect(Math.max(...waits)).toBeLessThan(2_000);
  },
);

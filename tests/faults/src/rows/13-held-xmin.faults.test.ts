import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile } from '../oracle/latency.ts';
import { fullRate } from '../oracle/rates.ts';
import { createStandInWorld, type StandInWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 13,
    fault: 'a transaction holds xmin, so that nothing dead can be removed',
    full: { 'held s': 600, 'events/s': 500, compared: 10_000 },
    timeoutS: { full: 900 },
  },
  async ({ 'held s': heldS, 'events/s': perSecond, compared }, figures) => {
    await using world = await createStandInWorld({ synchronous_commit: 'off' });
    const relay = await world.startRelay({ A4C_LOG_LEVEL: 'debug' });
    const rateBefore = await drainRate(world, compared);

    const holder = new Client({ connectionString: world.postgres.adminUrl });
    await holder.connect();
    await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await holder.query('SELECT count(*) FROM domain_events');
    const load = world.startLoad({ perSecond, sessions: 8 });
    const heldSince = Date.now();
    await pause(heldS * 1_000);
    await load.stop();
    const heldUntil = Date.now();
    await world.untilDispatched(10_000);
    const rateAfter = await drainRate(world, compared);
    const dead = await deadRows(world);
    await holder.query('COMMIT');
    await holder.end();

    const claimMs = (from: number, to: number): number =>
      percentile(
        relay.claims.filter(({ atMs }) => atMs >= from && atMs < to).map(({ ms }) => ms),
        50,
      );
    const tenthMs = (heldS * 1_000) / 10;
    const first = claimMs(heldSince, heldSince + tenthMs);
    const last = claimMs(heldUntil - tenthMs, heldUntil);
    figures({
      'starts/s before': rateBefore,
      after: rateAfter,
      'claim p50 ms in the first tenth': first,
      'in the last': last,
      'dead rows': dead,
      ...(await world.compare()),
    });
    expect(rateAfter).toBeGreaterThan(0.8 * rateBefore);
    expect(last).toBeLessThan(1.2 * first + 1);
  },
);

/** How fast a backlog goes. */
async function drainRate(world: StandInWorld, count: number): Promise<number> {
  const ids = new Set(await world.commit({ count }));
  await world.untilDispatched(120_000);
  const deliveries = await listDeliveries(world.admin, world.ledger);
  return fullRate(deliveries.filter(({ id }) => ids.has(id)).map((one) => one.processedMs));
}

async function deadRows(world: StandInWorld): Promise<number> {
  const { rows } = await world.admin.query<{ dead: number }>(
    "SELECT n_dead_tup::int AS dead FROM pg_stat_user_tables WHERE relname = 'workflow_dispatch'",
  );
  return rows[0]?.dead ?? 0;
}

import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'pg';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { createWorld, type World } from '../world/create-world.ts';

const inForceMs = 2_000;

faultTest(
  {
    number: 19,
    fault: 'pause and resume of all and of a route, during a reconnect, across restarts',
    quick: { pauses: 3, 'paused s': 1, 'events/s': 10 },
    full: { pauses: 24, 'paused s': 8, 'events/s': 10 },
    timeoutS: { quick: 90, full: 500 },
  },
  async ({ pauses, 'paused s': pausedS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const operator = new Pool({ connectionString: world.postgres.urlFor('operator'), max: 1 });
    operator.on('error', () => {});
    world.use({ [Symbol.asyncDispose]: async () => operator.end() });
    let relay = await world.startRelay();
    const restartRelay = async (): Promise<void> => {
      await relay.stop();
      relay = await world.startRelay();
    };
    /** What happens just before the pause is asked for, and while it is in force. */
    const trials: Trial[] = [
      { table: 'relay_control', before: () => terminateSessions(world) },
      { table: 'workflow_route', meanwhile: restartRelay },
      { table: 'relay_control', meanwhile: restartRelay },
      { table: 'workflow_route' },
      { table: 'relay_control', meanwhile: () => restartPostgres(world) },
      { table: 'workflow_route', before: () => terminateSessions(world) },
    ];
    const load = world.startLoad({ perSecond });
    const lastStartMs: number[] = [];
    const firstStartMs: number[] = [];
    for (let nth = 0; nth < pauses; nth += 1) {
      const { table, before, meanwhile } = trials[nth % trials.length] ?? { table: '' };
      await load.committed((nth + 1) * perSecond);
      await before?.();
      await operator.query(`UPDATE ${table} SET paused = true`);
      const pausedAt = Date.now();
      await meanwhile?.();
      await pause(inForceMs + pausedS * 1_000);
      const resumedAt = Date.now();
      lastStartMs.push((await startsBetween(world, pausedAt, resumedAt)).lastMs);
      await operator.query(`UPDATE ${table} SET paused = false`);
      await world.until(
        `EXISTS (SELECT FROM domain_events WHERE event_metadata ? 'workflow_id'
           AND processed_at > to_timestamp(${resumedAt} / 1000.0))`,
        10_000,
      );
      firstStartMs.push((await startsBetween(world, resumedAt, Date.now())).firstMs);
      await world.until('(SELECT count(*) FROM workflow_dispatch) < 3', 60_000);
    }
    await load.stop();
    await world.untilDispatched(20_000);
    figures({
      'last start after a pause ms (worst)': Math.max(...lastStartMs),
      'first start after its end ms (worst)': Math.max(...firstStartMs),
      ...(await world.compare()),
    });
    expect(Math.max(...lastStartMs)).toBeLessThan(inForceMs);
    expect(Math.max(...firstStartMs)).toBeLessThan(inForceMs);
  },
);

interface Trial {
  readonly table: string;
  readonly before?: () => Promise<void>;
  readonly meanwhile?: () => Promise<void>;
}

async function terminateSessions(world: World): Promise<void> {
  await world.admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'a4c-relay%'",
  );
}

async function restartPostgres(world: World): Promise<void> {
  await world.postgres.end('immediate');
  await world.postgres.start();
}

/** How long after the first moment workflows were started, first and last; 0 when none was. */
async function startsBetween(
  world: World,
  from: number,
  to: number,
): Promise<{ firstMs: number; lastMs: number }> {
  const { rows } = await world.admin.query<{ first: number | null; last: number | null }>(
    `SELECT extract(epoch FROM min(processed_at))::float8 * 1000 AS first,
       extract(epoch FROM max(processed_at))::float8 * 1000 AS last
     FROM domain_events WHERE event_metadata ? 'workflow_id'
       AND processed_at BETWEEN to_timestamp($1::float8 / 1000) AND to_timestamp($2::float8 / 1000)`,
    [from, to],
  );
  const { first, last } = rows[0] ?? {};
  return { firstMs: (first ?? from) - from, lastMs: (last ?? from) - from };
}

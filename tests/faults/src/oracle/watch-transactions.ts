import { setTimeout as pause } from 'node:timers/promises';

import type { Pool } from 'pg';

/**
 * Watches the database for some time, in equal stretches: transactions in a second, in each. Sessions
 * report what they did about once a second, so a stretch should last several.
 */
export async function watchTransactions(
  admin: Pool,
  { forMs, stretches }: { readonly forMs: number; readonly stretches: number },
): Promise<number[]> {
  const perSecond: number[] = [];
  let before = await countTransactions(admin);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    await pause(forMs / stretches);
    const after = await countTransactions(admin);
    perSecond.push(((after.count - before.count) * 1_000) / (after.at - before.at));
    before = after;
  }
  return perSecond;
}

async function countTransactions(admin: Pool): Promise<{ count: number; at: number }> {
  const { rows } = await admin.query<{ count: number }>(
    `SELECT (xact_commit + xact_rollback)::float8 AS count FROM pg_stat_database
     WHERE datname = current_database()`,
  );
  return { count: rows[0]?.count ?? 0, at: performance.now() };
}

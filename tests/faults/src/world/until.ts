import type { Pool } from 'pg';

/** Between two looks at the database. */
const lookMs = 50;

/** Makes a function that resolves when one SQL expression holds, with how many milliseconds that took. */
export function createUntil(admin: Pool): (condition: string, withinMs: number) => Promise<number> {
  return async (condition, withinMs) => {
    const began = performance.now();
    for (;;) {
      const { rows } = await admin.query<{ holds: boolean }>(
        `SELECT (${condition}) IS TRUE AS holds, pg_sleep(${lookMs / 1_000})`,
      );
      const tookMs = performance.now() - began;
      if (rows[0]?.holds === true) return tookMs;
      if (tookMs > withinMs) {
        throw new Error(`Not within ${withinMs} ms: ${condition}. ${await describeWaiting(admin)}`);
      }
    }
  };
}

async function describeWaiting(admin: Pool): Promise<string> {
  const { rows } = await admin.query<{ count: number; attempts: number; last_error: string }>(
    `SELECT count(*)::int AS count, max(attempts) AS attempts, last_error FROM workflow_dispatch
     GROUP BY last_error ORDER BY 1 DESC LIMIT 3`,
  );
  const found = rows.map(
    (row) => `${row.count} wait (${row.attempts} attempts, ${row.last_error})`,
  );
  return found.join('; ') || 'None waits.';
}

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
  const { rows } = await admin.query<{ found: string }>(
    `SELECT format('%s wait (%s attempts, %s, %s of them to be tried again, the oldest since %s)',
       count(*), max(attempts), coalesce(last_error, 'no error'), count(*) FILTER (WHERE retrying),
       date_trunc('second', clock_timestamp() - min(available_at))) AS found
     FROM workflow_dispatch GROUP BY last_error ORDER BY count(*) DESC LIMIT 3`,
  );
  const { rows: last } = await admin.query<{ starts: number }>(
    `SELECT count(*)::int AS starts FROM domain_events
     WHERE processed_at > clock_timestamp() - interval '5 seconds'`,
  );
  const found = rows.map((row) => row.found).join('; ') || 'None waits';
  return `${found}; ${last[0]?.starts} were started in the last 5 s.`;
}

import type { ClientBase } from 'pg';

import { nothingIsRetriedBefore } from './nothing-is-retried-before.ts';

/**
 * Milliseconds, by the database's clock, until the next event is to be tried again; 0 when one is
 * due, null when none waits. Events that cannot be claimed then do not count: those of paused routes,
 * and those that wait for others of their aggregate. One that another relay holds does.
 */
export async function nextRetryInMs(client: ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ ms: number | null }>({
    name: 'next-retry',
    text: `
SELECT ceil(extract(epoch FROM greatest(next.available_at - clock_timestamp(), interval '0')) * 1000)::float8 AS ms
FROM workflow_route r
CROSS JOIN LATERAL (
  SELECT w.available_at FROM workflow_dispatch w
  WHERE w.route_number = r.route_number AND w.retrying AND ${nothingIsRetriedBefore('w')}
  ORDER BY w.available_at LIMIT 1
) next
WHERE NOT r.paused
ORDER BY next.available_at LIMIT 1`,
  });
  return rows[0]?.ms ?? null;
}

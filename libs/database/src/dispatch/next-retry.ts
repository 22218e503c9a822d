import type { ClientBase } from 'pg';

/**
 * Milliseconds, by the database's clock, until the next event is to be tried again; 0 when one is
 * due, null when none waits. Events of paused routes do not count.
 */
export async function nextRetryInMs(client: ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ ms: number | null }>({
    name: 'next-retry',
    text: `
SELECT ceil(greatest(extract(epoch FROM min(next.available_at) - clock_timestamp()), 0) * 1000)::float8 AS ms
FROM workflow_route r
CROSS JOIN LATERAL (
  SELECT d.available_at FROM workflow_dispatch d
  WHERE d.route_number = r.route_number AND d.retrying
  ORDER BY d.available_at LIMIT 1
) next
WHERE NOT r.paused`,
  });
  return rows[0]?.ms ?? null;
}

import type { StoredEvent } from '@a4c/contracts';
import type { Pool } from 'pg';

import { eventColumns } from './list-events.ts';
import { cutPage, type EventPage, type PageOptions, startOfPage } from './page.ts';

const query = 'listFailedWorkflows';

/**
 * Goes from the outcomes that say "failed" to the events that started their workflows, newest first,
 * and asks `event_status` for each until the page is full: a later run may have succeeded.
 *
 * The types are asked for first: with their names the planner knows that such outcomes are few, with
 * a join to their table it takes them for as frequent as any other type. OFFSET 0 keeps the function
 * above the sort.
 */
export async function listFailedWorkflows(pool: Pool, page: PageOptions = {}): Promise<EventPage> {
  const { limit, after } = startOfPage(query, 'newest_first', page);
  const { rows: routes } = await pool.query<{ event_type: string; failed_by: string }>({
    text: 'SELECT event_type, failed_by FROM workflow_route WHERE failed_by IS NOT NULL',
  });
  const { rows } = await pool.query<StoredEvent>({
    text: statement,
    values: [
      routes.map((route) => route.event_type),
      routes.map((route) => route.failed_by),
      after,
      limit + 1,
    ],
  });
  return cutPage(query, limit, rows);
}

const statement = `
SELECT candidate.*
FROM (
  SELECT ${eventColumns}
  FROM readable_events
  WHERE (event_metadata->>'workflow_id', event_type) IN (
    SELECT outcome.event_metadata->>'workflow_id', route.event_type
    FROM readable_events outcome
    JOIN unnest($1::text[], $2::text[]) AS route (event_type, failed_by)
      ON route.failed_by = outcome.event_type
    WHERE outcome.event_type = ANY ($2::text[])
  ) AND sequence_number < $3
  ORDER BY sequence_number DESC
  OFFSET 0
) candidate
CROSS JOIN LATERAL event_status(candidate.id) status
WHERE status.status = 'failed'
ORDER BY candidate.sequence_number DESC
LIMIT $4`;

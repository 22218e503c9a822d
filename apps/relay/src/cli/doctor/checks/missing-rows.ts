import { countOf } from '../../output/format.ts';
import { type Check, fail, ok } from '../check.ts';

/** Whether every event that waits for its workflow is in the queue. */
export const missingRowsCheck: Check = {
  name: 'dispatch rows',
  async run({ client }) {
    const { rows } = await client.query<{ missing: number; unrouted: string[] | null }>(statement);
    const { missing = 0, unrouted } = rows[0] ?? {};
    if (missing > 0) {
      return fail(
        `${countOf(missing, 'event waits', 'events wait')} without being in the queue`,
        'As after a restore. Run: SELECT recover_missing_dispatch()',
      );
    }
    if (unrouted !== null && unrouted !== undefined) {
      return fail(
        `events wait whose type has no route any more: ${unrouted.join(', ')}`,
        'Declare "starts" in their contracts again and run "npm run migrate".',
      );
    }
    return ok('every waiting event is in the queue');
  },
};

const statement = `
WITH forgotten AS (
  SELECT e.event_type, r.event_type IS NOT NULL AS has_route
  FROM domain_events e
  LEFT JOIN workflow_route r ON r.event_type = e.event_type
  WHERE e.processed_at IS NULL
    AND NOT EXISTS (SELECT FROM workflow_dispatch d WHERE d.event_id = e.id)
    AND NOT EXISTS (
      SELECT FROM dead_letter l WHERE l.event_id = e.id AND l.request_id = coalesce((
        SELECT q.request_id FROM workflow_requeue q
        WHERE q.event_id = e.id ORDER BY q.sequence_number DESC LIMIT 1
      ), e.id)
    )
)
SELECT count(*) FILTER (WHERE has_route)::int AS missing,
  array_agg(DISTINCT event_type) FILTER (WHERE NOT has_route) AS unrouted
FROM forgotten`;

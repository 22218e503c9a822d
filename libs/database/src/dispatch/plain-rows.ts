import type { ClaimRoute } from './claim-queue.ts';
import { lockCandidate } from './locked-row.ts';
import { startIsNotQueued } from './start-is-queued.ts';

/**
 * In order of sequence numbers over all routes: the routes' index ranges are merged, so that those of
 * a paused route are not even walked by.
 */
export function plainRows(routes: readonly ClaimRoute[]): string {
  const ranges = routes.map(
    ({ number }) => `(SELECT event_id, sequence_number FROM workflow_dispatch
      WHERE queue = 'plain' AND NOT retrying AND route_number = ${number} AND sequence_number > $4::bigint
        AND NOT (SELECT paused FROM workflow_route WHERE route_number = ${number})
      ORDER BY sequence_number)`,
  );
  return `locked AS (
  SELECT l.*, l.sequence_number AS place, NULL::text AS queue_key
  FROM (${ranges.join(' UNION ALL ')} ORDER BY sequence_number) c
  CROSS JOIN LATERAL (${lockCandidate('c', `NOT d.retrying AND ${startIsNotQueued(routes)}`)}) l
  ORDER BY c.sequence_number
  LIMIT $1
)`;
}

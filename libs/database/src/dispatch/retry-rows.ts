import { lockCandidate } from './locked-row.ts';
import { startOfSignalIsNotQueued } from './start-is-queued.ts';

/**
 * What is due by the time of its next attempt; of an ordered queue only what is the first of its
 * aggregate. With $4 those that were not tried yet come first, among the first thousand of a route.
 */
export function retryRows(): string {
  const isFirst = `(d.queue <> 'ordered' OR NOT EXISTS (
        SELECT FROM workflow_dispatch p
        WHERE p.queue = 'ordered' AND p.aggregate_id = d.aggregate_id AND p.sequence_number < d.sequence_number
      ))`;
  return `locked AS (
  SELECT l.*, row_number() OVER () AS place, NULL::text AS queue_key FROM (
    SELECT l.* FROM (
      SELECT due.* FROM workflow_route r CROSS JOIN LATERAL (
        SELECT d.event_id, d.available_at, $4::boolean AND d.last_error IS NOT NULL AS was_tried
        FROM workflow_dispatch d
        WHERE d.retrying AND d.route_number = r.route_number AND d.available_at <= statement_timestamp()
        ORDER BY d.available_at LIMIT greatest(4 * $1, 1000)
      ) due
      WHERE NOT r.paused
      ORDER BY was_tried, due.available_at
    ) due
    CROSS JOIN LATERAL (${lockCandidate('due', `d.retrying AND ${isFirst} AND ${startOfSignalIsNotQueued}`)}) l
    LIMIT $1
  ) l
)`;
}

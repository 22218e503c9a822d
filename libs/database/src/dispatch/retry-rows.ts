import { candidateColumns, lockCandidate } from './locked-row.ts';
import { nothingIsRetriedBefore } from './nothing-is-retried-before.ts';

/**
 * What is due by the time of its next attempt; of an ordered queue only what is the first of its
 * aggregate. With $4 those that were not tried yet come first, among the first thousand of a route.
 */
export function retryRows(): string {
  return `locked AS (
  SELECT l.*, row_number() OVER () AS place, NULL::text AS queue_key, NULL::bigint AS low_water_mark
  FROM (
    SELECT l.* FROM (
      SELECT due.* FROM workflow_route r CROSS JOIN LATERAL (
        SELECT ${candidateColumns}, available_at, $4::boolean AND last_error IS NOT NULL AS was_tried
        FROM workflow_dispatch w
        WHERE retrying AND route_number = r.route_number AND available_at <= statement_timestamp()
          AND ${nothingIsRetriedBefore('w')}
        ORDER BY available_at LIMIT CASE WHEN $4 THEN 1000 ELSE 4 * $1 END
      ) due
      WHERE NOT r.paused
      ORDER BY was_tried, available_at
    ) c
    CROSS JOIN LATERAL (${lockCandidate}) l
    LIMIT $1
  ) l
)`;
}

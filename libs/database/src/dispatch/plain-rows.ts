import type { ClaimRoute } from './claim-queue.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';
import { routeRanges } from './route-ranges.ts';

/** In order of sequence numbers over all routes. */
export function plainRows(routes: readonly ClaimRoute[]): string {
  const waiting = routeRanges(routes, {
    columns: `${candidateColumns}, sequence_number`,
    where: "queue = 'plain' AND NOT retrying AND sequence_number > $4::bigint",
    by: 'sequence_number',
  });
  return `locked AS (
  SELECT l.*, l.sequence_number AS place, NULL::text AS queue_key,
    l.sequence_number AS low_water_mark
  FROM ${waiting} c CROSS JOIN LATERAL (${lockCandidate}) l
  ORDER BY c.sequence_number
  LIMIT $1
)`;
}

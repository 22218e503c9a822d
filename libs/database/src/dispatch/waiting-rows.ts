import type { ClaimRoute } from './claim-queue.ts';
import { candidateColumns } from './locked-row.ts';
import { routeRanges } from './route-ranges.ts';

/**
 * Common table expressions on the waiting rows of a queue in order of their numbers, after $4.
 * `recent` has the first of them, twice as many as are wanted: all there are, unless `backlog`
 * says that there are more. Only then the keys of the queue are walked, since that passes by what is
 * done as well, as long as an open transaction holds xmin back.
 */
export function waitingRows(routes: readonly ClaimRoute[], kind: 'ordered' | 'fair'): string {
  const waiting = routeRanges(routes, {
    columns: `${candidateColumns}, sequence_number, aggregate_id, fairness_key`,
    where: `queue = '${kind}' AND NOT retrying AND sequence_number > $4::bigint`,
    by: 'sequence_number',
  });
  return `recent AS MATERIALIZED (
  SELECT * FROM ${waiting} w ORDER BY sequence_number LIMIT 2 * $1 + 1
), backlog AS MATERIALIZED (
  SELECT count(*) > 2 * $1 AS is_large FROM recent
)`;
}

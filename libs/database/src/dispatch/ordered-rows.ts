import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';
import { nothingIsRetriedBefore } from './nothing-is-retried-before.ts';
import { waitingRows } from './waiting-rows.ts';

/**
 * The first waiting event of each aggregate, over all ordered routes. One that is locked, in flight
 * or waits for its next attempt holds its followers back. So the low-water mark is that of all
 * ordered routes: before it no event waits that another could overtake.
 */
export function orderedRows(routes: readonly ClaimRoute[]): string {
  const aggregates = keysInTurn(routes, {
    key: '(aggregate_id::text) COLLATE "C"',
    where: "queue = 'ordered' AND NOT retrying AND aggregate_id IS NOT NULL",
  });
  return `${waitingRows(routes, 'ordered')}, ${aggregates}, lowest AS MATERIALIZED (
  SELECT min(first.sequence_number) - 1 AS mark FROM workflow_route r CROSS JOIN LATERAL (
    SELECT sequence_number FROM workflow_dispatch
    WHERE route_number = r.route_number AND queue = 'ordered' AND NOT retrying AND sequence_number > $4::bigint
    ORDER BY sequence_number LIMIT 1
  ) first
), aggregate AS NOT MATERIALIZED (
  (SELECT aggregate_id AS id FROM recent WHERE NOT (SELECT is_large FROM backlog)
   GROUP BY aggregate_id ORDER BY min(sequence_number))
  UNION ALL
  SELECT key::uuid FROM turn WHERE (SELECT is_large FROM backlog)
), locked AS (
  SELECT l.*, row_number() OVER () AS place, l.aggregate_id::text AS queue_key,
    (SELECT mark FROM lowest) AS low_water_mark
  FROM (
    SELECT l.* FROM aggregate a
    CROSS JOIN LATERAL (
      SELECT ${candidateColumns}, route_number, queue, aggregate_id, sequence_number FROM workflow_dispatch
      WHERE queue = 'ordered' AND NOT retrying AND aggregate_id = a.id AND sequence_number > $4::bigint
      ORDER BY sequence_number LIMIT 1
    ) c
    CROSS JOIN LATERAL (${lockCandidate}) l
    WHERE c.route_number IN (${routes.map(({ number }) => number).join(', ')}) AND ${nothingIsRetriedBefore('c')}
    LIMIT $1
  ) l
)`;
}

import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';

/**
 * The first waiting event of each aggregate, over all ordered routes. One that is locked, in flight
 * or waits for its next attempt holds its followers back, since it stays the first.
 */
export function orderedRows(routes: readonly ClaimRoute[]): string {
  const aggregates = keysInTurn(routes, {
    key: '(aggregate_id::text) COLLATE "C"',
    where: "queue = 'ordered'",
  });
  return `${aggregates}, locked AS (
  SELECT l.*, row_number() OVER () AS place, l.aggregate_id::text AS queue_key FROM (
    SELECT l.* FROM turn t
    CROSS JOIN LATERAL (
      SELECT ${candidateColumns}, route_number FROM workflow_dispatch
      WHERE queue = 'ordered' AND aggregate_id = t.key::uuid ORDER BY sequence_number LIMIT 1
    ) c
    CROSS JOIN LATERAL (${lockCandidate}) l
    WHERE NOT c.retrying AND c.route_number IN (${routes.map(({ number }) => number).join(', ')})
    LIMIT $1
  ) l
)`;
}

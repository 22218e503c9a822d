import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { lockCandidate } from './locked-row.ts';
import { startIsNotQueued } from './start-is-queued.ts';

/**
 * The first waiting event of each aggregate, over all ordered routes. One that is locked, in flight
 * or waits for its next attempt holds its followers back, since it stays the first.
 */
export function orderedRows(routes: readonly ClaimRoute[]): string {
  const numbers = routes.map(({ number }) => number);
  return `${keysInTurn({ column: 'aggregate_id', cursor: '$4::uuid', where: "queue = 'ordered'" }, numbers)}, locked AS (
  SELECT l.*, row_number() OVER () AS place, l.aggregate_id::text AS queue_key FROM (
    SELECT l.* FROM turn t
    CROSS JOIN LATERAL (
      SELECT event_id, route_number, retrying FROM workflow_dispatch
      WHERE queue = 'ordered' AND aggregate_id = t.key ORDER BY sequence_number LIMIT 1
    ) head
    CROSS JOIN LATERAL (${lockCandidate('head', `NOT d.retrying AND ${startIsNotQueued(routes)}`)}) l
    WHERE NOT head.retrying AND head.route_number IN (${numbers.join(', ')})
    LIMIT $1
  ) l
)`;
}

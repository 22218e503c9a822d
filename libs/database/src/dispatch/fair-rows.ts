import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { lockedColumns } from './locked-row.ts';
import { startIsNotQueued } from './start-is-queued.ts';

/** From as many keys as there is room for, the same number from each, the oldest events first. */
export function fairRows(routes: readonly ClaimRoute[]): string {
  const numbers = routes.map(({ number }) => number).join(', ');
  const keys = keysInTurn(
    {
      column: 'fairness_key',
      cursor: '$4::text',
      where: "queue = 'fair' AND NOT retrying",
    },
    routes.map(({ number }) => number),
  );
  return `${keys}, seat AS MATERIALIZED (
  SELECT key, row_number() OVER () AS place FROM (SELECT key FROM turn LIMIT $1) t
), locked AS (
  SELECT l.*, s.place, l.fairness_key AS queue_key FROM seat s CROSS JOIN LATERAL (
    SELECT ${lockedColumns}
    FROM workflow_dispatch d JOIN domain_events e ON e.id = d.event_id
    WHERE d.queue = 'fair' AND NOT d.retrying AND d.route_number IN (${numbers}) AND d.fairness_key = s.key
      AND d.available_at <= statement_timestamp() AND ${startIsNotQueued(routes)}
    ORDER BY d.sequence_number
    LIMIT (SELECT greatest(1, $1 / count(*)) FROM seat)
    FOR UPDATE OF d, e SKIP LOCKED
  ) l
)`;
}

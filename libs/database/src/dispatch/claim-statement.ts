import { createHash } from 'node:crypto';

import type { ClaimQueue, ClaimRoute } from './claim-queue.ts';
import { fairRows } from './fair-rows.ts';
import { orderedRows } from './ordered-rows.ts';
import { plainRows } from './plain-rows.ts';
import { retryRows } from './retry-rows.ts';
import { startIsQueued, workflowIdOf } from './start-is-queued.ts';

const rowsOf: Record<ClaimQueue['kind'], (routes: readonly ClaimRoute[]) => string> = {
  plain: plainRows,
  ordered: orderedRows,
  fair: fairRows,
  retry: retryRows,
};

/** Named, so that a session plans it once. */
export interface ClaimStatement {
  readonly name: string;
  readonly text: string;
}

/** One for each set of routes, which changes with releases and pauses only. */
const statements = new Map<string, ClaimStatement>();

/**
 * The statement that claims from a queue with these routes. Its common table expression `locked`
 * differs by kind; what follows is the same: bytes are counted, the route and the known run joined.
 * Parameters: $1 limit, $2 bytes, $3 bytes of one event; $4 the low-water mark, or for `retry` whether
 * untried events come first; $5, of `ordered` and `fair`, the key whose turn was last.
 */
export function claimStatement(
  kind: ClaimQueue['kind'],
  routes: readonly ClaimRoute[],
): ClaimStatement {
  const id = `${kind} ${routes.map(({ number, isSignal }) => `${number}${isSignal ? 's' : ''}`).join(' ')}`;
  let statement = statements.get(id);
  if (statement === undefined) {
    const text = textOf(kind, routes);
    const name = `claim-${kind}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    statement = { name, text };
    statements.set(id, statement);
  }
  return statement;
}

function textOf(kind: ClaimQueue['kind'], routes: readonly ClaimRoute[]): string {
  const mayWait = kind === 'retry' || routes.some(({ isSignal }) => isSignal);
  return `
WITH RECURSIVE ${rowsOf[kind](routes)}, measured AS (
  SELECT l.*, r.priority, r.workflow_type, r.task_queue, r.signal_name,
    ${workflowIdOf('r.workflow_id_template', 'l.aggregate_id', 'l.event_id')} AS workflow_id,
    -- An id that holds the event's own stands on no other event.
    r.signal_name IS NULL AND l.request_id = l.event_id
      AND position('{event_id}' IN r.workflow_id_template) = 0 AS may_be_known,
    sum(l.size_bytes) OVER (ORDER BY l.place) - l.size_bytes AS bytes_before
  FROM locked l JOIN workflow_route r ON r.route_number = l.route_number
)
SELECT m.event_id, m.sequence_number, m.request_id, m.attempts, m.size_bytes, m.queue, m.fairness_key,
  m.queue_key, m.low_water_mark, m.event_type, m.event_version, m.aggregate_id, m.priority, m.workflow_type, m.task_queue,
  m.signal_name, m.workflow_id,
  CASE WHEN m.size_bytes <= $3 THEN m.event_data::text END AS event_data,
  CASE WHEN m.size_bytes <= $3 THEN m.event_metadata::text END AS event_metadata,
  CASE WHEN m.size_bytes <= $3 THEN m.event_metadata->>'correlation_id' END AS correlation_id,
  known.run_id AS known_run_id,
  ${mayWait ? `m.signal_name IS NOT NULL AND ${startIsQueued}` : 'false'} AS waits_for_start
FROM measured m
LEFT JOIN LATERAL (
  SELECT (array_agg(k.run_id ORDER BY k.sequence_number))[1] AS run_id FROM (
    SELECT event_metadata->>'workflow_run_id' AS run_id, sequence_number FROM domain_events
    WHERE m.may_be_known AND event_metadata->>'workflow_id' = m.workflow_id
      AND event_type = m.event_type AND processed_at IS NOT NULL
    LIMIT 20
  ) k
) known ON true
WHERE m.bytes_before < $2
ORDER BY m.place`;
}

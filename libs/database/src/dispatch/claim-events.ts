import type { ClientBase } from 'pg';

/** An event whose workflow is to be started or signalled now, locked for the caller's transaction. */
export interface ClaimedEvent {
  readonly event_id: string;
  readonly sequence_number: string;
  readonly request_id: string;
  /** Attempts so far that failed by the event's own fault. */
  readonly attempts: number;
  readonly size_bytes: number;
  readonly event_type: string;
  readonly event_version: number;
  readonly aggregate_id: string;
  /** Null when the event is larger than `maxEventBytes`: then it is not even read. */
  readonly event_data: unknown;
  readonly event_metadata: Readonly<Record<string, unknown>> | null;
  readonly workflow_type: string;
  readonly workflow_id: string;
  /** Null for a signal. */
  readonly task_queue: string | null;
  /** Null for a start. */
  readonly signal_name: string | null;
  /** For a start: run of an earlier processed event with the same workflow id; see claimEvents. */
  readonly known_run_id: string | null;
}

export interface ClaimOptions {
  /** At most so many events. */
  readonly limit: number;
  /** At most so many bytes of events, but always one event. */
  readonly maxBytes: number;
  /** Larger events come without data and metadata. */
  readonly maxEventBytes: number;
  /** Prefer events that were not tried yet: what an outage probe should spend its attempt on. */
  readonly untriedFirst?: boolean;
}

/**
 * Locks the next events whose time has come, with their dispatch rows, and skips what others hold.
 * Both tables are locked, the dispatch row first: with the dispatch row alone an operator who resets
 * the event deadlocks with the acknowledgement (40P01). The locks are the lease: they end with the
 * transaction, or with the connection of a relay that dies.
 *
 * The time is `clock_timestamp()`, since `now()` is when the transaction began.
 * Temporal forgets closed workflows after its retention, the database does not: a first start whose
 * workflow id stands on an earlier event of the same type is told that event's run (`known_run_id`).
 * That look-up aggregates instead of `ORDER BY … LIMIT 1`, for which the planner walks the whole
 * table by sequence number as long as it was not analysed.
 * A signal waits for the start of its workflow as long as that is queued: both may have been
 * committed together, and the start may take long.
 */
export async function claimEvents(
  client: ClientBase,
  { limit, maxBytes, maxEventBytes, untriedFirst = false }: ClaimOptions,
): Promise<ClaimedEvent[]> {
  const { rows } = await client.query<ClaimedEvent>({
    name: untriedFirst ? 'claim-untried-first' : 'claim',
    text: claimStatement(untriedFirst),
    values: [limit, maxBytes, maxEventBytes],
  });
  return rows;
}

function workflowIdOf(route: string, event: string): string {
  return `replace(replace(${route}.workflow_id_template, '{aggregate_id}', ${event}.aggregate_id::text),
      '{event_id}', ${event}.id::text)`;
}

/**
 * Asked for signals only: by the index of the aggregate, then by primary key. OFFSET 0 and count(*)
 * keep the planner from reading the whole index of unprocessed events for each signal, as it does
 * while the tables are not analysed (10,000 signals behind 50,000 starts: over 8 s a claim, so 0.2 s).
 */
const startIsQueued = `EXISTS (
      SELECT FROM (
        SELECT * FROM domain_events WHERE aggregate_id = e.aggregate_id OFFSET 0
      ) s
      JOIN workflow_route o ON o.event_type = s.event_type AND o.signal_name IS NULL
        AND o.workflow_type = r.workflow_type
      WHERE s.processed_at IS NULL AND ${workflowIdOf('o', 's')} = ${workflowIdOf('r', 'e')}
        AND (SELECT count(*) FROM workflow_dispatch q WHERE q.event_id = s.id) > 0
    )`;

/** A probe looks at the first thousand only, so that its cost does not grow with the backlog. */
function claimStatement(untriedFirst: boolean): string {
  const source = untriedFirst
    ? `(SELECT event_id FROM workflow_dispatch ORDER BY sequence_number LIMIT 1000) head
       JOIN workflow_dispatch d ON d.event_id = head.event_id`
    : 'workflow_dispatch d';
  const order = untriedFirst ? 'd.last_error IS NOT NULL, d.sequence_number' : 'd.sequence_number';
  return `
WITH locked AS (
  SELECT d.event_id, d.sequence_number, d.request_id, d.attempts, d.size_bytes,
    e.event_type, e.event_version, e.aggregate_id, e.event_data, e.event_metadata,
    r.workflow_type, r.task_queue, r.signal_name,
    ${workflowIdOf('r', 'e')} AS workflow_id
  FROM ${source}
  JOIN workflow_route r ON r.event_type = d.event_type AND NOT r.paused
  JOIN domain_events e ON e.id = d.event_id
  WHERE d.available_at <= clock_timestamp()
    AND (r.signal_name IS NULL OR NOT ${startIsQueued})
  ORDER BY ${order}
  LIMIT $1
  FOR UPDATE OF d, e SKIP LOCKED
), measured AS (
  SELECT *, sum(size_bytes) OVER (ORDER BY sequence_number) - size_bytes AS bytes_before FROM locked
)
SELECT m.event_id, m.sequence_number, m.request_id, m.attempts, m.size_bytes, m.event_type,
  m.event_version, m.aggregate_id, m.workflow_type, m.workflow_id, m.task_queue, m.signal_name,
  CASE WHEN m.size_bytes <= $3 THEN m.event_data END AS event_data,
  CASE WHEN m.size_bytes <= $3 THEN m.event_metadata END AS event_metadata,
  known.run_id AS known_run_id
FROM measured m
LEFT JOIN LATERAL (
  SELECT (array_agg(k.event_metadata->>'workflow_run_id' ORDER BY k.sequence_number))[1] AS run_id
  FROM domain_events k
  WHERE m.signal_name IS NULL AND m.request_id = m.event_id
    AND k.event_metadata->>'workflow_id' = m.workflow_id
    AND k.event_type = m.event_type
    AND k.processed_at IS NOT NULL AND k.id <> m.event_id
) known ON true
WHERE m.bytes_before < $2
ORDER BY m.sequence_number`;
}

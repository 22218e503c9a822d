import type { Client } from 'pg';

import type {
  Attempt,
  ExplainedEvent,
  ExplainedRoute,
  QueuedRow,
  Reprocessing,
} from './event-story.ts';

/** What the database knows of an event itself. */
export interface EventFacts {
  readonly event: ExplainedEvent;
  readonly route: ExplainedRoute | undefined;
  readonly queued: QueuedRow | undefined;
  readonly attempts: readonly Attempt[];
  readonly reprocessings: readonly Reprocessing[];
}

/** Undefined: there is no such event. */
export async function readEvent(client: Client, eventId: string): Promise<EventFacts | undefined> {
  const { rows: events } = await client.query<ExplainedEvent>(eventStatement, [eventId]);
  const [event] = events;
  if (event === undefined) return undefined;
  const { rows: routes } = await client.query<ExplainedRoute>(routeStatement, [eventId]);
  const { rows: queued } = await client.query<QueuedRow>(queuedStatement, [eventId]);
  const { rows: attempts } = await client.query<Attempt>(attemptsStatement, [eventId]);
  const { rows: reprocessings } = await client.query<Reprocessing>(reprocessingsStatement, [
    eventId,
  ]);
  return { event, route: routes[0], queued: queued[0], attempts, reprocessings };
}

/** The workflow that it has started, signalled or attached to; an emitted event may name its emitter's. */
export function startedWorkflowOf({ event }: EventFacts): string | undefined {
  if (event.processed_at === null || event.status === 'starts_nothing') return undefined;
  return event.workflow_id ?? undefined;
}

export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const eventStatement = `
SELECT e.id, e.sequence_number, e.event_type AS type, e.event_version AS version, e.aggregate_type,
  e.aggregate_id, s.status, ${isoTime('e.created_at')} AS created_at, ${isoTime('e.processed_at')} AS processed_at,
  e.processing_error, e.retry_count, e.event_metadata->>'correlation_id' AS correlation_id,
  e.event_metadata->>'user_id' AS user_id, e.event_metadata->>'activity_id' AS activity_id,
  e.event_metadata->>'workflow_id' AS workflow_id, e.event_metadata->>'workflow_run_id' AS workflow_run_id,
  e.event_metadata->>'parent_workflow_id' AS parent_workflow_id
FROM domain_events e CROSS JOIN LATERAL event_status(e.id) s
WHERE e.id = $1`;

const routeStatement = `
SELECT r.kind, r.workflow_type,
  replace(replace(r.workflow_id_template, '{aggregate_id}', e.aggregate_id::text), '{event_id}', e.id::text)
    AS workflow_id,
  r.signal_name, r.task_queue, r.paused
FROM domain_events e JOIN workflow_route r ON r.event_type = e.event_type
WHERE e.id = $1`;

const queuedStatement = `
SELECT request_id, queue, attempts, ${isoTime('available_at')} AS available_at,
  greatest(0, extract(epoch FROM available_at - clock_timestamp()) * 1000)::float8 AS available_in_ms, last_error
FROM workflow_dispatch WHERE event_id = $1`;

const attemptsStatement = `
SELECT ${isoTime('attempted_at')} AS at, outcome, code, message
FROM workflow_attempt WHERE event_id = $1 ORDER BY id`;

const reprocessingsStatement = `
SELECT ${isoTime('requested_at')} AS at, requested_by AS by, outcome
FROM workflow_requeue WHERE event_id = $1 ORDER BY sequence_number`;

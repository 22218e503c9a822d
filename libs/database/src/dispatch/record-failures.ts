import type { ClientBase } from 'pg';

/** An attempt to start a workflow that did not. */
export interface FailedStart {
  readonly event_id: string;
  readonly request_id: string;
  /** `outage`: not the event's fault, never leads to a dead letter. `failed`: its own. */
  readonly outcome: 'outage' | 'failed';
  readonly code: string;
  /** At most 1,000 characters, no NUL. */
  readonly message: string;
  /** Back-off before jitter, milliseconds; 0 leaves the row available at once. */
  readonly backoffMs: number;
}

/**
 * Records failed attempts: on the event (and mirrored in its metadata), as rows of workflow_attempt,
 * and as the next time on the dispatch row. Jitter is half of the back-off, by the database's clock.
 * Rows that were reprocessed or acknowledged meanwhile are left alone.
 */
export async function recordFailures(
  client: ClientBase,
  failed: readonly FailedStart[],
): Promise<void> {
  await client.query({
    name: 'record-failures',
    text: statement,
    values: [
      failed.map((failure) => failure.event_id),
      failed.map((failure) => failure.request_id),
      failed.map((failure) => failure.outcome),
      failed.map((failure) => failure.code),
      failed.map((failure) => failure.message),
      failed.map((failure) => failure.backoffMs),
    ],
  });
}

const statement = `
WITH failure AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::float8[])
    AS f (event_id, request_id, outcome, code, message, backoff_ms)
), waiting AS (
  UPDATE workflow_dispatch d SET
    attempts = d.attempts + (f.outcome = 'failed')::int,
    last_error = f.message,
    retrying = true,
    available_at = clock_timestamp()
      + f.backoff_ms * (0.5 + 0.5 * random()) * interval '1 millisecond'
  FROM failure f
  WHERE d.event_id = f.event_id AND d.request_id = f.request_id
  RETURNING f.*
), attempt AS (
  INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
  SELECT event_id, request_id, outcome, code, message FROM waiting
)
UPDATE domain_events e SET
  processing_error = w.message,
  retry_count = e.retry_count + 1,
  event_metadata = e.event_metadata
    || jsonb_build_object('processing_error', w.message, 'retry_count', e.retry_count + 1)
FROM waiting w WHERE e.id = w.event_id`;

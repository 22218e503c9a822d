import type { ClientBase } from 'pg';

/** An event whose workflow is given up. */
export interface GivenUpStart {
  readonly event_id: string;
  readonly request_id: string;
  readonly code: string;
  /** At most 1,000 characters, no NUL. */
  readonly reason: string;
}

/**
 * Moves events from the dispatch table to the dead letters, with the attempt that decided it.
 * `processed_at` stays NULL and `processing_error` says why, as the documented queries expect.
 */
export async function deadLetterEvents(
  client: ClientBase,
  givenUp: readonly GivenUpStart[],
): Promise<void> {
  await client.query({
    name: 'dead-letter-events',
    text: statement,
    values: [
      givenUp.map((start) => start.event_id),
      givenUp.map((start) => start.request_id),
      givenUp.map((start) => start.code),
      givenUp.map((start) => start.reason),
    ],
  });
}

const statement = `
WITH given_up AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
    AS g (event_id, request_id, code, reason)
), gone AS (
  DELETE FROM workflow_dispatch d USING given_up g
  WHERE d.event_id = g.event_id AND d.request_id = g.request_id
  RETURNING g.*, d.event_type, d.attempts
), attempt AS (
  INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
  SELECT event_id, request_id, 'dead_lettered', code, reason FROM gone
), letter AS (
  INSERT INTO dead_letter (event_id, event_type, request_id, code, reason, attempts)
  SELECT event_id, event_type, request_id, code, reason, attempts + 1 FROM gone
)
UPDATE domain_events e SET
  processing_error = gone.reason,
  retry_count = e.retry_count + 1,
  event_metadata = e.event_metadata
    || jsonb_build_object('processing_error', gone.reason, 'retry_count', e.retry_count + 1)
FROM gone WHERE e.id = gone.event_id`;

import type { ClientBase } from 'pg';

/** An event whose row refuses every update, so that its start cannot be written to it. */
export interface RefusedWrite {
  readonly event_id: string;
  readonly request_id: string;
  readonly code: string;
  /** At most 1,000 characters, no NUL. */
  readonly message: string;
  readonly backoffMs: number;
}

/**
 * Says why on the dispatch row and as an attempt, the only places left, and lets the event wait.
 * Resolves with whether it did: a second answer to an event that waits for the same reason, or one to a
 * start that a reprocessing has replaced, changes nothing.
 */
export async function holdBackEvent(client: ClientBase, refused: RefusedWrite): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'hold-back-event',
    text: `
WITH waiting AS (
  UPDATE workflow_dispatch SET
    last_error = $4,
    retrying = true,
    available_at = clock_timestamp() + $5::float8 * interval '1 millisecond'
  WHERE event_id = $1 AND request_id = $2
    AND (available_at <= clock_timestamp() OR last_error IS DISTINCT FROM $4)
  RETURNING event_id, request_id
)
INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
SELECT event_id, request_id, 'failed', $3, $4 FROM waiting`,
    values: [
      refused.event_id,
      refused.request_id,
      refused.code,
      refused.message,
      refused.backoffMs,
    ],
  });
  return rowCount === 1;
}

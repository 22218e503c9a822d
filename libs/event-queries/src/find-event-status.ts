import type { Pool } from 'pg';

/** What became of an event. `completed` and `failed` are what its workflow said by an event. */
export type EventStatusName =
  | 'starts_nothing'
  | 'queued'
  | 'retrying'
  | 'started'
  | 'completed'
  | 'failed'
  | 'dead_lettered';

/** A row of the SQL function `event_status`. */
export interface EventStatus {
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly status: EventStatusName;
  readonly workflow_id: string | null;
  readonly workflow_run_id: string | null;
  readonly workflow_type: string | null;
  readonly created_at: Date;
  /** Null: its workflow has not been started. */
  readonly processed_at: Date | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
  /** `user_id` of its metadata. */
  readonly emitted_by: string | null;
}

/** The same function answers the edge, so that nobody derives a status of their own. */
export async function findEventStatus(
  pool: Pool,
  eventId: string,
): Promise<EventStatus | undefined> {
  const { rows } = await pool.query<EventStatus>({
    text: `
SELECT event_id, event_type, aggregate_type, aggregate_id, status, workflow_id, workflow_run_id,
  workflow_type, created_at, processed_at, processing_error, retry_count, emitted_by
FROM event_status($1)`,
    values: [eventId],
  });
  return rows[0];
}

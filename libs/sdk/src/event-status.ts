/** What became of an event. */
export interface EventStatus {
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  /** `completed` and `failed` are what the workflow said by an event of its own. */
  readonly status:
    | 'starts_nothing'
    | 'queued'
    | 'retrying'
    | 'started'
    | 'completed'
    | 'failed'
    | 'dead_lettered';
  readonly workflow_id: string | null;
  readonly workflow_run_id: string | null;
  readonly workflow_type: string | null;
  /** ISO 8601. */
  readonly created_at: string;
  readonly processed_at: string | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
}

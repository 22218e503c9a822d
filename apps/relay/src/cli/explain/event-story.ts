import type { DeadLetter } from '@a4c/database';

import type { WorkflowNow } from './workflow-now.ts';

/** What `explain --json` prints. Times are UTC, ISO 8601. Never event data. */
export interface EventStory {
  readonly event: ExplainedEvent;
  /** Undefined: events of this type start nothing. */
  readonly route: ExplainedRoute | undefined;
  /** Its row among the waiting ones; undefined when it does not wait. */
  readonly queued: QueuedRow | undefined;
  /** Why its workflow has not been started, the first reason first. */
  readonly waits_because: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly reprocessings: readonly Reprocessing[];
  readonly dead_letters: readonly DeadLetter[];
  /** What Temporal says now. */
  readonly workflow: WorkflowNow | undefined;
  readonly emitted_events: readonly EmittedEvent[];
}

export interface ExplainedEvent {
  readonly id: string;
  readonly sequence_number: string;
  readonly type: string;
  readonly version: number;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  /** As `event_status()` has it. */
  readonly status: string;
  readonly created_at: string;
  readonly processed_at: string | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
  readonly correlation_id: string | null;
  readonly user_id: string | null;
  /** Of the event that an activity emitted: which one. */
  readonly activity_id: string | null;
  readonly workflow_id: string | null;
  readonly workflow_run_id: string | null;
  readonly parent_workflow_id: string | null;
}

export interface ExplainedRoute {
  readonly kind: 'start' | 'signal';
  readonly workflow_type: string;
  readonly workflow_id: string;
  readonly signal_name: string | null;
  readonly task_queue: string | null;
  readonly paused: boolean;
}

export interface QueuedRow {
  readonly request_id: string;
  readonly queue: string;
  readonly attempts: number;
  readonly available_at: string;
  readonly available_in_ms: number;
  readonly last_error: string | null;
}

/** An attempt that did not start a new workflow; a plain start leaves none. */
export interface Attempt {
  readonly at: string;
  readonly outcome: 'attached' | 'outage' | 'failed' | 'dead_lettered';
  readonly code: string;
  readonly message: string;
}

export interface Reprocessing {
  readonly at: string;
  readonly by: string;
  readonly outcome: 'started' | 'attached' | null;
}

export interface EmittedEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly activity_id: string | null;
  readonly status: string;
}

/**
 * What `tail` tells of an event. `inserted`, and `requeued` when a person queued it again; `started`,
 * or `attached` when its workflow was there already; `failed` by its own fault, `outage` by Temporal's;
 * `dead_lettered` when it was given up, `discarded` when a person gave it up for good.
 */
export type TailKind =
  | 'inserted'
  | 'requeued'
  | 'started'
  | 'attached'
  | 'failed'
  | 'outage'
  | 'dead_lettered'
  | 'discarded';

/** One line of `tail --json`. Fields that say nothing are left out. Never event data. */
export interface TailLine {
  /** When it happened, by the database's clock: UTC, ISO 8601. */
  readonly at: string;
  readonly kind: TailKind;
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate_id?: string;
  /** Of `inserted`: whether the event starts or signals a workflow. */
  readonly starts_workflow?: boolean;
  readonly workflow_id?: string;
  readonly workflow_run_id?: string;
  readonly code?: string;
  readonly message?: string;
  /** Who asked for it, of `requeued` and `discarded`. */
  readonly by?: string;
}

export function tailTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** What `status --json` prints. Times are UTC, ISO 8601; durations are milliseconds. */
export interface RelayStatus {
  readonly at: string;
  /** Whether all relays are paused. */
  readonly paused: boolean;
  readonly paused_at: string | null;
  readonly paused_by: string | null;
  /** Events whose workflow is still to be started, dead letters not among them. */
  readonly pending: number;
  readonly oldest_pending_ms: number | null;
  readonly routes: readonly RouteStatus[];
  readonly relays: readonly RelayInstanceStatus[];
  readonly dead_letters: number;
  readonly dead_letters_by_code: readonly DeadLettersOfCode[];
}

/** A route and what waits for it. */
export interface RouteStatus {
  readonly event_type: string;
  readonly paused: boolean;
  readonly pending: number;
  /** Of these, the ones that have failed, or are in flight for long. */
  readonly retrying: number;
  readonly oldest_pending_ms: number | null;
}

/** A relay as it has described itself last. */
export interface RelayInstanceStatus {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly started_at: string;
  /** Since it was heard of last; it writes every second. */
  readonly silent_ms: number;
  readonly listen_state: string;
  readonly gate: string;
  readonly breaker: string;
  readonly breaker_reason: string | null;
  readonly window: number;
  readonly in_flight: number;
  readonly batch: number;
  readonly claimed_per_second: number;
  readonly started_per_second: number;
  readonly failed_per_second: number;
  readonly draining: boolean;
}

export interface DeadLettersOfCode {
  readonly code: string;
  readonly open: number;
  readonly oldest_ms: number;
}

/** A relay that has been silent for longer is taken for gone. */
export const silentForLongMs = 5_000;

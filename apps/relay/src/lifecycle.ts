import { EventEmitter } from 'node:events';

/**
 * What happens in a relay, as typed events. Logs, health and tests share them; none holds event
 * data. Times are milliseconds.
 */
export interface RelayLifecycle {
  /** A lane has locked so many events. */
  claimed: [{ readonly count: number }];
  /** Temporal has answered; the row is not written yet. `receivedAtMs` is `performance.now()`. */
  answered: [
    { readonly eventId: string; readonly workflowId: string; readonly receivedAtMs: number },
  ];
  /** The workflow stands on the event, committed. */
  acknowledged: [{ readonly eventId: string }];
  /** An attempt failed; the event waits for the next one. */
  failed: [{ readonly eventId: string; readonly code: string; readonly message: string }];
  /** An event was given up. */
  deadLettered: [{ readonly eventId: string; readonly code: string; readonly reason: string }];
  /** A claim found nothing and nothing is in flight. */
  idle: [];
  /** Notifications arrive: the self-test came back. */
  listening: [];
  /** Notifications do not arrive; the relay goes on by sweeping. */
  listenLost: [{ readonly reason: string }];
  /** Starting workflows is suspended for a while. */
  suspended: [{ readonly cause: 'outage' | 'configuration'; readonly reason: string }];
  resumed: [];
  /** A database session broke; it is being replaced. */
  databaseLost: [{ readonly reason: string }];
  databaseBack: [];
  /** Catch-up at start queued events that had been forgotten. */
  recovered: [{ readonly count: number }];
}

export type Lifecycle = EventEmitter<RelayLifecycle>;

/** The one place where a relay's parts tell what they do. */
export function createLifecycle(): Lifecycle {
  return new EventEmitter<RelayLifecycle>();
}

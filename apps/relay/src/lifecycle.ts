import { EventEmitter } from 'node:events';

import type { ClaimedEvent, ClaimQueue } from '@a4c/database';

/** Which event a line is about. Undefined where the event does not say. */
export interface EventReference {
  readonly eventId: string;
  readonly eventType: string;
  readonly workflowId: string;
  readonly correlationId: string | undefined;
}

/**
 * What happens in a relay, as typed events. Logs, metrics, health and tests share them; none holds
 * event data. Times are milliseconds.
 */
export interface RelayLifecycle {
  /** A lane has locked so many events of a queue. */
  claimed: [
    {
      readonly lane: number;
      readonly queue: ClaimQueue['kind'];
      readonly priority: number;
      readonly count: number;
      readonly bytes: number;
      readonly ms: number;
    },
  ];
  /** Temporal has answered, well or not; the row is not written yet. `code`: started, attached, or the failure's. */
  answered: [EventReference & { readonly code: string; readonly ms: number }];
  /** The workflow stands on the event, committed. */
  acknowledged: [
    EventReference & {
      readonly runId: string;
      readonly outcome: 'started' | 'attached';
      /** From the insertion of the event to this, by the database's clock; undefined for a reprocessed one. */
      readonly sinceInsertedMs: number | undefined;
    },
  ];
  /** An attempt failed; the event waits for the next one. */
  failed: [EventReference & { readonly code: string; readonly message: string }];
  /** An event was given up. */
  deadLettered: [EventReference & { readonly code: string; readonly reason: string }];
  /** Starts that had not answered when their claim ended: their answers are written when they come. */
  late: [{ readonly lane: number; readonly inFlight: number; readonly released: number }];
  /** So many answers were written in one transaction, which took so long. */
  written: [{ readonly count: number; readonly ms: number }];
  /** A claim found nothing and nothing is in flight. */
  idle: [];
  /** Woke up by the clock, not by a notification. `found`: events nobody had told of. */
  swept: [{ readonly found: number }];
  /** So many calls to Temporal may be in flight from now on. */
  window: [{ readonly size: number; readonly inFlight: number }];
  /** So many events are claimed at once from now on. */
  batch: [{ readonly size: number }];
  /** Writers notify while the gate is `held`; they need not while it is `open`. */
  gate: [{ readonly state: GateState }];
  /** The gate could not be taken for so long: a transaction that wrote events stays open. */
  slowWriter: [{ readonly forMs: number }];
  /** Notifications arrive: the self-test came back. */
  listening: [{ readonly selfTestMs: number }];
  /** Notifications do not arrive; the relay goes on by sweeping. */
  listenLost: [{ readonly reason: string }];
  /** Starting workflows is suspended for a while. */
  suspended: [{ readonly cause: 'outage' | 'configuration'; readonly reason: string }];
  resumed: [];
  /** An operator paused the relay, or let it go on. */
  paused: [];
  unpaused: [];
  /** A database session broke; it is being replaced. */
  databaseLost: [{ readonly reason: string }];
  databaseBack: [];
  /** Catch-up at start queued events that had been forgotten. */
  recovered: [{ readonly count: number }];
  /** The host's clock differs from the database's. Nothing depends on it but what people read. */
  clockSkew: [{ readonly aheadMs: number }];
  /** Events wait whose type has no route any more: nobody will start them. */
  unrouted: [{ readonly eventTypes: readonly string[] }];
}

/** `refused`: others hold it, so the relay looks for work by itself. `absent`: no session to hold it on. */
export type GateState = 'open' | 'held' | 'refused' | 'absent';

export type Lifecycle = EventEmitter<RelayLifecycle>;

/** The one place where a relay's parts tell what they do. */
export function createLifecycle(): Lifecycle {
  return new EventEmitter<RelayLifecycle>();
}

export function referenceTo(event: ClaimedEvent): EventReference {
  return {
    eventId: event.event_id,
    eventType: event.event_type,
    workflowId: event.workflow_id,
    correlationId: event.correlation_id ?? undefined,
  };
}

/** What the writers' process is asked, one at a time. */
export type ToWriter =
  /** Opens connections that insert as fast as they can, when asked. */
  | { readonly kind: 'open'; readonly url: string; readonly sql: string; readonly clients: number }
  /** So many of them insert for so long. */
  | { readonly kind: 'insert'; readonly clients: number; readonly ms: number }
  /** While they insert: not more than so many events in all since `open`. */
  | { readonly kind: 'allow'; readonly events: number }
  /** Inserts events with ids of their own when they are due. */
  | ScheduledInserts
  | { readonly kind: 'close' };

export interface ScheduledInserts {
  readonly kind: 'schedule';
  readonly url: string;
  /** $1 id, $2 data, $3 metadata. */
  readonly sql: string;
  readonly data: string;
  readonly metadata: string;
  readonly clients: number;
  /** Milliseconds from the start, ascending. */
  readonly dueMs: Float64Array;
}

/** Which events were committed, and when; times are `monotonicMs()`. */
export interface CommittedEvents {
  readonly eventIds: readonly string[];
  readonly dueMs: Float64Array;
  readonly committedMs: Float64Array;
}

/** The answer to each question but `allow`. */
export type FromWriter =
  | { readonly kind: 'opened' | 'closed' }
  | { readonly kind: 'inserted'; readonly events: number; readonly ms: number }
  | ({ readonly kind: 'committed' } & CommittedEvents)
  | { readonly kind: 'failed'; readonly reason: string };

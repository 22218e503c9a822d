/** How far a subject's process is, since it began. Times are `monotonicMs()`. */
export interface Progress {
  /** Handlers entered. */
  readonly entered: number;
  /** Write-backs committed; in a bare form, handlers left. */
  readonly finished: number;
  readonly firstEnteredMs: number;
  readonly lastFinishedMs: number;
}

/** Which handlers were entered, and when, since the last such report. */
export interface HandledReport {
  readonly eventIds: readonly string[];
  readonly enteredMs: Float64Array;
}

/** From a subject's process. */
export type FromSubject =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'progress' } & Progress)
  | ({ readonly kind: 'report' } & HandledReport);

/** To it. */
export type ToSubject = { readonly kind: 'report' } | { readonly kind: 'stop' };

import { backoffMs } from '../backoff.ts';
import type { Lifecycle } from '../lifecycle.ts';

/** Why starting workflows is suspended. */
type SuspensionCause = 'outage' | 'configuration';

/**
 * The circuit breaker around Temporal. Closed: all lanes claim. Open: nobody does. Half-open: one
 * lane at a time may try, with one event.
 */
export interface Suspension {
  /** What the caller may do now. Whoever gets `probe` must report back by `open` or `close`. */
  permission(): 'claim' | 'probe' | { readonly waitMs: number };
  readonly cause: SuspensionCause | undefined;
  /** A probe was permitted and Temporal has not answered anybody since. */
  readonly isProbing: boolean;
  readonly reason: string | undefined;
  open(cause: SuspensionCause, reason: string): void;
  close(): void;
  /** Gives a probe back that Temporal was not asked in, or has not answered yet. */
  release(): void;
}

/** First and longest pause between probes: quick to notice a restart, light during a long outage. */
const pauses = { baseMs: 100, maxMs: 2_000 };

export function createSuspension(lifecycle: Lifecycle): Suspension {
  let cause: SuspensionCause | undefined;
  let reason: string | undefined;
  let failedProbes = 0;
  let nextProbeAt = 0;
  let probing = false;

  return {
    get isProbing() {
      return probing;
    },
    get cause() {
      return cause;
    },
    get reason() {
      return reason;
    },
    permission() {
      if (cause === undefined) return 'claim';
      const waitMs = nextProbeAt - performance.now();
      if (probing || waitMs > 0) return { waitMs: Math.max(waitMs, 20) };
      probing = true;
      return 'probe';
    },
    open(newCause, newReason) {
      // Calls that failed together open it once; only a probe lengthens the pause.
      if (cause === undefined || probing) {
        const pauseMs = backoffMs(failedProbes, pauses);
        nextProbeAt = performance.now() + pauseMs * (0.5 + 0.5 * Math.random());
        failedProbes += 1;
      }
      probing = false;
      const isNew = cause !== newCause;
      cause = newCause;
      reason = newReason;
      if (isNew) lifecycle.emit('suspended', { cause, reason });
    },
    close() {
      probing = false;
      failedProbes = 0;
      if (cause === undefined) return;
      cause = undefined;
      reason = undefined;
      lifecycle.emit('resumed');
    },
    release() {
      if (!probing) return;
      probing = false;
      nextProbeAt = performance.now() + pauses.maxMs;
    },
  };
}

import { sweepJitter } from '../backoff.ts';

/**
 * When to look for work without being told, and how thoroughly: from the low-water mark on, or from
 * the beginning, which also finds what was committed late or given back by a relay that died.
 */
export interface Sweeper {
  /** Whether the next claim is to look from the beginning. */
  readonly isDue: boolean;
  /** The next claim looks from the beginning. */
  require(): void;
  /** Like `require`, but not more often than the cost allows: for a guess. */
  suggest(): boolean;
  /** A claim has looked from the beginning. */
  swept(tookMs: number): void;
  /** How long to sleep when nobody is going to wake the relay. */
  pauseMs(isListening: boolean): number;
  /** A claim found something: without notifications, look again soon. */
  found(): void;
}

/** How often to look from the beginning: the more it costs the less often, at most 1 % of the time. */
const sweepEvery = { minMs: 1_000, maxMs: 5_000, costFactor: 100 };
/** Without notifications: soon after something was found, less and less often after that. */
const poll = { minMs: 25, maxMs: 100, factor: 1.5 };

export function createSweeper(
  sweepIntervalMs: number,
  now: () => number = () => performance.now(),
): Sweeper {
  let isRequired = true;
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let everyMs = sweepEvery.minMs;
  let pollMs = poll.maxMs;

  return {
    get isDue() {
      return isRequired || now() - lastAtMs >= everyMs;
    },
    require() {
      isRequired = true;
    },
    suggest() {
      if (now() - lastAtMs < everyMs) return false;
      isRequired = true;
      return true;
    },
    swept(tookMs) {
      isRequired = false;
      lastAtMs = now();
      everyMs = Math.min(
        sweepEvery.maxMs,
        Math.max(sweepEvery.minMs, tookMs * sweepEvery.costFactor),
      );
    },
    pauseMs(isListening) {
      if (isListening) return sweepJitter(sweepIntervalMs);
      const pauseMs = Math.min(pollMs, sweepIntervalMs);
      pollMs = Math.min(poll.maxMs, pollMs * poll.factor);
      return sweepJitter(pauseMs);
    },
    found() {
      pollMs = poll.minMs;
    },
  };
}

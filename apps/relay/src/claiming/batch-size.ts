/** How many events one claim asks for; finds its size by itself. */
export interface BatchSize {
  readonly size: number;
  /** Half of the calls that may be in flight: fewer in a claim would keep Temporal waiting. */
  readonly least: number;
  learn(claim: FinishedClaim): void;
}

/** What became of a claim. */
interface FinishedClaim {
  readonly count: number;
  /** Events of it that were not even sent. */
  readonly unsent: number;
  /** From the question to the answer of the database. */
  readonly claimMs: number;
  /** From the question to the last answer that was waited for. */
  readonly tookMs: number;
}

const firstSize = 32;
/** A claim that was answered within this may be twice as large next time. */
const quickMs = 60;
/** A claim's transaction ends 250 ms after it at the latest; most should end well before. */
const slowMs = 180;
/** One lane claims at a time: while it asks, what is new waits. Twice as many take about twice as long. */
const quickClaimMs = 3;
const slowClaimMs = 7;
/** Claims of so few events that are slow are slow for another reason. */
const fewEvents = 64;

/**
 * Doubles while claims are full, soon made and soon answered, shrinks when they take long, and to what
 * was sent when a claim had to be ended before: as much per transaction as Temporal takes meanwhile. A
 * few calls that take long say nothing of the size.
 */
export function createBatchSize(
  max: number,
  windowSize: () => number,
  onResize: (size: number) => void,
): BatchSize {
  let size = Math.min(firstSize, max);
  const least = (): number => Math.max(1, Math.floor(windowSize() / 2));

  function resize(next: number): void {
    const bounded = Math.min(max, Math.max(least(), Math.floor(next)));
    if (bounded === size) return;
    size = bounded;
    onResize(size);
  }

  return {
    get size() {
      return size;
    },
    get least() {
      return least();
    },
    learn({ count, unsent, claimMs, tookMs }) {
      if (unsent > 0) resize(Math.min(size, count - unsent));
      else if (tookMs > slowMs) resize(Math.min(size, count) * 0.75);
      else if (claimMs > slowClaimMs) resize(Math.min(size, Math.max(fewEvents, size * 0.75)));
      else if (count >= size && tookMs < quickMs && claimMs < quickClaimMs) resize(size * 2);
    },
  };
}

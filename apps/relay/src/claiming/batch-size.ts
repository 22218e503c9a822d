/** How many events one claim asks for; finds its size by itself. */
export interface BatchSize {
  readonly size: number;
  /** Half of the calls that may be in flight: fewer in a claim would keep Temporal waiting. */
  readonly least: number;
  /** What became of a claim: how many it had, how many of them were not even sent, how long it took. */
  learn(claim: { readonly count: number; readonly unsent: number; readonly tookMs: number }): void;
}

const firstSize = 32;
/** A claim that was answered within this may be twice as large next time. */
const quickMs = 60;
/** A claim's transaction ends 250 ms after it at the latest; most should end well before. */
const slowMs = 180;

/**
 * Doubles while claims are full and soon answered, shrinks when they take long, and to what was sent
 * when a claim had to be ended before: as much per transaction as Temporal takes meanwhile. A few
 * calls that take long say nothing of the size.
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
    learn({ count, unsent, tookMs }) {
      if (unsent > 0) resize(Math.min(size, count - unsent));
      else if (tookMs > slowMs) resize(Math.min(size, count) * 0.75);
      else if (count >= size && tookMs < quickMs) resize(size * 2);
    },
  };
}

/** How many events one claim asks for; finds its size by itself. */
export interface BatchSize {
  readonly size: number;
  /** What became of a claim of so many. */
  learn(claim: { readonly count: number; readonly left: number; readonly tookMs: number }): void;
}

const firstSize = 32;
/** A claim that was answered within this may be twice as large next time. */
const quickMs = 60;
/** A claim's transaction ends 250 ms after it at the latest; well before that is soon enough. */
const slowMs = 150;

/**
 * Doubles while claims are full and soon answered, shrinks when they take long, halves when a claim
 * had to be ended with events unanswered: as much per transaction as Temporal takes meanwhile.
 */
export function createBatchSize(max: number, onResize: (size: number) => void): BatchSize {
  let size = Math.min(firstSize, max);

  function resize(next: number): void {
    const bounded = Math.max(1, Math.min(max, Math.floor(next)));
    if (bounded === size) return;
    size = bounded;
    onResize(size);
  }

  return {
    get size() {
      return size;
    },
    learn({ count, left, tookMs }) {
      if (left > 0) resize(Math.min(size, count) / 2);
      else if (tookMs > slowMs) resize(Math.min(size, count) * 0.75);
      else if (count >= size && tookMs < quickMs) resize(size * 2);
    },
  };
}

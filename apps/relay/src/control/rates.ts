import type { Lifecycle } from '../lifecycle.ts';

/** Events per second since the last time they were asked for. */
export interface Rates {
  readonly claimed: number;
  readonly started: number;
  readonly failed: number;
}

/** Counts what a relay's lifecycle tells. */
export function countRates(lifecycle: Lifecycle): () => Rates {
  let counts = { claimed: 0, started: 0, failed: 0 };
  let sinceMs = performance.now();
  lifecycle
    .on('claimed', ({ count }) => (counts.claimed += count))
    .on('acknowledged', () => (counts.started += 1))
    .on('failed', () => (counts.failed += 1))
    .on('deadLettered', () => (counts.failed += 1));

  return () => {
    const seconds = Math.max(0.001, (performance.now() - sinceMs) / 1_000);
    const { claimed, started, failed } = counts;
    counts = { claimed: 0, started: 0, failed: 0 };
    sinceMs = performance.now();
    return {
      claimed: claimed / seconds,
      started: started / seconds,
      failed: failed / seconds,
    };
  };
}

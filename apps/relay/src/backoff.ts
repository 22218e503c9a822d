/** Exponential back-off before jitter: `least(max, base · 2^attempts)`. The jitter is added in SQL, or by `fullJitter`. */
export function backoffMs(
  attempts: number,
  { baseMs, maxMs }: { readonly baseMs: number; readonly maxMs: number },
): number {
  return Math.min(maxMs, baseMs * 2 ** Math.min(attempts, 40));
}

/** Anything from 0 to the given time, so that many clients do not come back at once. */
export function fullJitter(ms: number): number {
  return Math.random() * ms;
}

/** The given time ± 20 %. */
export function sweepJitter(ms: number): number {
  return ms * (0.8 + 0.4 * Math.random());
}

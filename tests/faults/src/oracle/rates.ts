/** Starts in one second, at the middle of a drain: neither its beginning nor its end. */
export function fullRate(processedMs: readonly number[]): number {
  const sorted = processedMs.toSorted((one, other) => one - other);
  const from = sorted[Math.floor(sorted.length * 0.2)] ?? 0;
  const to = sorted[Math.floor(sorted.length * 0.8)] ?? 0;
  return (0.6 * sorted.length * 1_000) / Math.max(1, to - from);
}

/** How long after a moment it took until one second had so many starts; Infinity when none had. */
export function msUntilRate(
  processedMs: readonly number[],
  { afterMs, perSecond }: { readonly afterMs: number; readonly perSecond: number },
): number {
  const sorted = processedMs.filter((at) => at >= afterMs).toSorted((one, other) => one - other);
  const needed = Math.ceil(perSecond);
  for (const [index, at] of sorted.entries()) {
    const last = sorted[index + needed - 1];
    if (last === undefined) return Number.POSITIVE_INFINITY;
    if (last - at <= 1_000) return at - afterMs;
  }
  return Number.POSITIVE_INFINITY;
}

/** The p-th percentile, nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** `median (least–greatest)`, with so many decimals. */
export function medianAndRange(values: readonly number[], decimals: number): string {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const text = (value: number) => value.toFixed(decimals);
  return `${text(median(values))} (${text(least)}–${text(greatest)})`;
}

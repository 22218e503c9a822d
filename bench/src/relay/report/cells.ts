import { percentile } from '../../statistics.ts';

const thin = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,345`, and from 10 downwards with decimals. */
export function rate(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : thin.format(value);
}

/** `median (least–greatest)`. */
export function rateAndRange(values: readonly number[]): string {
  if (values.length === 0) return '–';
  if (values.length === 1) return rate(values[0] ?? Number.NaN);
  return `${rate(median(values))} (${rate(Math.min(...values))}–${rate(Math.max(...values))})`;
}

/** Two decimals. */
export function ratio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}

/** Milliseconds, with as many digits as they are worth. */
export function milliseconds(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(Math.abs(value) < 100 ? 1 : 0);
}

/** The distribution in a few numbers, for the results file. */
export function summary(values: readonly number[]): Record<string, number> {
  const of = [1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100];
  return Object.fromEntries(of.map((p) => [`p${p}`, Number(percentile(values, p).toFixed(3))]));
}

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** `1 round`, `3 rounds`. */
export function counted(count: number, what: string): string {
  return `${rate(count)} ${what}${count === 1 ? '' : 's'}`;
}

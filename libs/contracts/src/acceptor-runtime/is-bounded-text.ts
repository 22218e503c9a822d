const highSurrogate = /[\ud800-\udbff]/;

/** True for a text of so many code points. */
export function isBoundedText(
  value: unknown,
  min: number,
  max: number = Number.POSITIVE_INFINITY,
): value is string {
  if (typeof value !== 'string' || value.length < min) return false;
  // A code point has one unit or two, so most texts need no counting.
  if (value.length >= 2 * min && value.length <= max) return true;
  const length = highSurrogate.test(value) ? Array.from(value).length : value.length;
  return length >= min && length <= max;
}

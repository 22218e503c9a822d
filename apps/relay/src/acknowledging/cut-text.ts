/** `processing_error` may have 1,000 characters, by the metadata reference. */
const maxLength = 1_000;

/**
 * Makes any text storable as an error: without NUL and lone surrogates, at most 1,000 code points,
 * a cut one ending in `…`.
 */
export function cutText(text: string): string {
  const storable = text.replaceAll('\u0000', '').toWellFormed();
  // A code point has at most two UTF-16 units, so only longer texts need counting.
  if (storable.length <= maxLength) return storable;
  const points = Array.from(storable);
  return points.length <= maxLength ? storable : `${points.slice(0, maxLength - 1).join('')}…`;
}

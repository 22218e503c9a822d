/**
 * The subjects in the order of a round: each round begins with the next one, and every second round
 * goes backwards, so that nobody always follows the same neighbour.
 */
export function rotate<T>(items: readonly T[], round: number): T[] {
  const first = items.length === 0 ? 0 : round % items.length;
  const rotated = [...items.slice(first), ...items.slice(0, first)];
  return round % 2 === 0 ? rotated : rotated.toReversed();
}

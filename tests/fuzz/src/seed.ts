import { randomInt } from 'node:crypto';

/**
 * Where chance begins: what A4C_FUZZ_SEED says, else a new number each time.
 *
 * @throws RangeError when it is set and no whole number.
 */
export function seedOf(given: string | undefined): number {
  if (given === undefined) return randomInt(2 ** 31);
  const seed = Number(given);
  if (given !== '' && Number.isSafeInteger(seed)) return seed;
  throw new RangeError(`A4C_FUZZ_SEED is "${given}". Give a whole number, such as 1.`);
}

import { createRandom } from './random.ts';

/**
 * When events are due, in milliseconds from the start, all known before the first is sent: gaps are
 * exponential (a Poisson process), as of many writers that know nothing of each other. Whoever is
 * slow meets the following events late and cannot hold them back, so nothing is omitted.
 */
export function poissonSchedule(perSecond: number, count: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let dueMs = 0;
  return Float64Array.from({ length: count }, () => {
    dueMs += (-Math.log(1 - random()) * 1e3) / perSecond;
    return dueMs;
  });
}

import { createRandom } from './random.ts';

/** One block of each side, in seconds for the same number of starts. */
export interface BlockPair {
  readonly subjectSeconds: number;
  readonly referenceSeconds: number;
}

export interface RatioInterval {
  /** Rate of the subject ÷ rate of the reference over all blocks. */
  readonly ratio: number;
  /** 95 % of the resampled ratios lie between these. */
  readonly low: number;
  readonly high: number;
}

const resamples = 10_000;

/**
 * The ratio of two rates with its bootstrap percentile interval: pairs of blocks are drawn with
 * replacement, as often as there are pairs (Efron & Tibshirani, An Introduction to the Bootstrap, §13.3).
 */
export function bootstrapRatio(pairs: readonly BlockPair[], seed = 1): RatioInterval {
  const random = createRandom(seed);
  const ratios = Array.from({ length: resamples }, () => {
    const drawn = pairs.map(() => pairs[Math.floor(random() * pairs.length)]);
    return ratioOf(drawn.filter((pair) => pair !== undefined));
  }).toSorted((a, b) => a - b);
  const at = (share: number) => ratios[Math.round(share * (ratios.length - 1))] ?? Number.NaN;
  return { ratio: ratioOf(pairs), low: at(0.025), high: at(0.975) };
}

function ratioOf(pairs: readonly BlockPair[]): number {
  const sum = (key: keyof BlockPair) => pairs.reduce((total, pair) => total + pair[key], 0);
  return sum('referenceSeconds') / sum('subjectSeconds');
}

import { expect, test } from 'vitest';

import { fullRate, msUntilRate } from './rates.ts';

const evenly = (count: number, everyMs: number, from = 0): number[] =>
  Array.from({ length: count }, (_, nth) => from + nth * everyMs);

test('the rate of a drain leaves out how it begins and ends', () => {
  expect(
    fullRate([...evenly(10, 500), ...evenly(80, 10, 5_000), ...evenly(10, 500, 6_000)]),
  ).toBeCloseTo(100, -1);
});

test('the time until a rate ends where the second begins that reaches it', () => {
  const trickle = evenly(10, 300, 1_000);
  const flood = evenly(100, 10, 4_000);
  expect(msUntilRate([...trickle, ...flood], { afterMs: 500, perSecond: 100 })).toBe(3_500);
});

test('a rate that is never reached takes for ever', () => {
  expect(msUntilRate(evenly(10, 300), { afterMs: 0, perSecond: 100 })).toBe(
    Number.POSITIVE_INFINITY,
  );
});

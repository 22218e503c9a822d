import { beforeEach, expect, test } from 'vitest';

import { createWaterMark, type WaterMark } from './water-mark.ts';

let clockMs: number;
let mark: WaterMark;
beforeEach(() => {
  clockMs = 0;
  mark = createWaterMark(() => clockMs);
});

test('without a claim a queue is looked at from the beginning', () => {
  clockMs = 60_000;
  expect(mark.after).toBeNull();
});

test('what was claimed is the mark half a second later, not earlier', () => {
  mark.claimed('9007199254740993');
  clockMs = 499;
  expect(mark.after).toBeNull();
  clockMs = 500;
  expect(mark.after).toBe('9007199254740993');
});

test('under load the mark follows at a distance of 0.5 to 0.7 seconds', () => {
  for (let second = 0; second < 10; second += 0.01) {
    clockMs = second * 1_000;
    mark.claimed(String(Math.round(second * 1_000) + 1));
  }
  expect(Number(mark.after)).toBeGreaterThan(9_300);
  expect(Number(mark.after)).toBeLessThan(9_500);
});

test('it never goes back, except to what was given back unanswered', () => {
  mark.claimed('50');
  clockMs = 1_000;
  mark.claimed('20');
  clockMs = 10_000;
  expect(mark.after).toBe('50');
  mark.claimed('80');
  mark.released('30');
  expect(mark.after).toBe('29');
  clockMs = 20_000;
  expect(mark.after).toBe('29');
});

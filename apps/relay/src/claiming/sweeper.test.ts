import { expect, test } from 'vitest';

import { createSweeper } from './sweeper.ts';

test('the first claim looks from the beginning, then one a second, or every five when that is dear', () => {
  let clockMs = 0;
  const sweeper = createSweeper(1_000, () => clockMs);
  expect(sweeper.isDue).toBe(true);
  sweeper.swept(1);
  expect(dueAfter()).toBe(1_000);
  sweeper.swept(30);
  expect(dueAfter()).toBe(3_000);
  sweeper.swept(900);
  expect(dueAfter()).toBe(5_000);

  function dueAfter(): number {
    const from = clockMs;
    while (!sweeper.isDue) clockMs += 100;
    return clockMs - from;
  }
});

test('a guess is followed once a second at most, a demand at once', () => {
  let clockMs = 0;
  const sweeper = createSweeper(1_000, () => clockMs);
  sweeper.swept(1);
  expect([sweeper.suggest(), sweeper.isDue]).toEqual([false, false]);
  clockMs = 1_000;
  expect([sweeper.suggest(), sweeper.isDue]).toEqual([true, true]);
  sweeper.swept(30);
  clockMs = 3_999;
  expect(sweeper.suggest()).toBe(false);
  sweeper.require();
  expect(sweeper.isDue).toBe(true);
});

test('without notifications it looks after 25 ms once something was found, then less often, to 100 ms', () => {
  const sweeper = createSweeper(1_000);
  sweeper.found();
  const pauses = Array.from({ length: 6 }, () => sweeper.pauseMs(false));
  expect(pauses[0]).toBeLessThanOrEqual(30);
  expect(pauses.at(-1)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(120);
});

import { expect, test } from 'vitest';

import { countOf, formatDuration } from './format.ts';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [184_000, '3 min 4 s'],
  [7_500_000, '2 h 5 min'],
  [172_800_000, '2 d'],
  [262_800_000, '3 d 1 h'],
])('%i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('one thing is not many', () => {
  expect([countOf(1, 'event'), countOf(0, 'event'), countOf(1_234_567, 'event')]).toEqual([
    '1 event',
    '0 events',
    '1,234,567 events',
  ]);
});

import { expect, test } from 'vitest';

import { isBoundedText } from './is-bounded-text.ts';

test.each([
  ['', 0, 0],
  ['abc', 3, 3],
  ['abcdef', 3, 6],
  ['\u{1f600}', 1, 1],
  ['\u{1f600}bc', 3, undefined],
  ['\u{1f600}'.repeat(3), 3, 3],
])('%j has between %s and %s code points', (text, min, max) => {
  expect(isBoundedText(text, min, max)).toBe(true);
});

test.each([
  ['', 1, 2],
  ['ab', 3, undefined],
  ['abcd', 0, 3],
  ['\u{1f600}b', 3, undefined],
  ['\u{1f600}'.repeat(4), 0, 3],
  [['a', 'b'], 1, 3],
  [undefined, 0, 3],
])('%j has not between %s and %s', (value, min, max) => {
  expect(isBoundedText(value, min, max)).toBe(false);
});

import { expect, test } from 'vitest';

import { cutText } from './cut-text.ts';

test('long texts are cut to 1,000 code points and end in an ellipsis', () => {
  const cut = cutText('😀'.repeat(1_200));
  expect(Array.from(cut)).toHaveLength(1_000);
  expect(cut.endsWith('😀…')).toBe(true);
});

test('1,000 astral characters are short enough', () => {
  const text = '😀'.repeat(1_000);
  expect(cutText(text)).toBe(text);
});

test('NUL and lone surrogates, which the database refuses, are removed', () => {
  expect(cutText('a\u0000b\uD800c')).toBe('ab\uFFFDc');
});

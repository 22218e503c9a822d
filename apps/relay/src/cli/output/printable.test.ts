import { expect, test } from 'vitest';

import { printable } from './printable.ts';

test('what would move the cursor or set colours becomes a space', () => {
  expect(printable('a\u001b[31mb\u0007\r\nc\u009b2Jd')).toBe('a [31mb c 2Jd');
});

test('other text stays, whatever its script', () => {
  expect(printable('Zoë 東京 🙂')).toBe('Zoë 東京 🙂');
});

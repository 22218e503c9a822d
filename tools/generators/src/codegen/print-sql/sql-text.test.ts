import { expect, test } from 'vitest';

import { indent } from './sql-text.ts';

test('every line that is not empty moves to the right', () => {
  expect(indent('a\n\n b')).toBe('  a\n\n   b');
  expect(indent('a\nb\n', 2)).toBe('    a\n    b\n');
});

test.each(['\u2028', '\u2029', '\r', '\u0085'])(
  'a literal keeps what follows %j, which ends no line of SQL',
  (separator) => {
    expect(indent(`'x${separator}y'`)).toBe(`  'x${separator}y'`);
  },
);

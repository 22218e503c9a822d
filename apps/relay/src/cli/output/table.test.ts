import { styleText } from 'node:util';

import { expect, test } from 'vitest';

import { tableLines } from './table.ts';

test('columns are as wide as their widest cell, colours not counted', () => {
  const red = styleText('red', 'ab', { validateStream: false });
  expect(
    tableLines(
      [
        ['a', red, 'x'],
        ['abc', 'abcd', ''],
      ],
      '  ',
    ),
  ).toEqual([`  a    ${red}    x`, '  abc  abcd']);
});

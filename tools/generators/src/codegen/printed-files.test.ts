import { expect, test } from 'vitest';

import { joinFiles } from './printed-files.ts';

test('files of all printers are put together', () => {
  expect(joinFiles([{ a: '1' }, { b: '2', c: '3' }])).toEqual({ a: '1', b: '2', c: '3' });
});

test('a path that two printers write is refused', () => {
  expect(() => joinFiles([{ 'a/b.ts': '1' }, { 'a/b.ts': '1' }])).toThrow(
    'a/b.ts is printed twice. Rename what it stands for in one of the contracts.',
  );
});

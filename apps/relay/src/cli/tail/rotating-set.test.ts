import { expect, test } from 'vitest';

import { createRotatingSet } from './rotating-set.ts';

test('what is new comes first, then what was not looked at for longest', () => {
  const set = createRotatingSet();
  set.add([1, 2, 3, 4]);
  expect(set.next(2)).toEqual([1, 2]);
  set.add([5, 1]);
  expect(set.next(4)).toEqual([3, 4, 5, 1]);
  expect(set.next(2)).toEqual([2, 3]);
  set.delete(4);
  expect(new Set(set.values())).toEqual(new Set([1, 2, 3, 5]));
  expect(set.size).toBe(4);
});

import { expect, test } from 'vitest';

import { sameJson } from './same-json.ts';

test.each<[unknown, unknown]>([
  [
    { a: 1, b: [{ c: 'x' }] },
    { b: [{ c: 'x' }], a: 1 },
  ],
  [-0, 0],
  [null, null],
  [[], []],
])('%j equals %j', (one, other) => {
  expect(sameJson(one, other)).toBe(true);
});

test.each<[unknown, unknown]>([
  [{ a: 1 }, { a: 1, b: null }],
  [
    { a: 1, b: 2 },
    { a: 1, c: 2 },
  ],
  [{}, []],
  [
    [1, 2],
    [2, 1],
  ],
  [null, {}],
  ['1', 1],
  [{ toString: 1 }, { valueOf: 1 }],
])('%j does not equal %j', (one, other) => {
  expect(sameJson(one, other)).toBe(false);
});

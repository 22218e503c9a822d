import { expect, test } from 'vitest';

import { requestHash } from './request-hash.ts';

test('the order of keys does not matter, at any depth', async () => {
  const one = await requestHash('key', { a: 1, b: [{ c: 'x', d: null }] });
  const other = await requestHash('key', { b: [{ d: null, c: 'x' }], a: 1 });
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(other).toBe(one);
});

test('whatever else differs makes another hash, and so does the key', async () => {
  const bodies = [{}, { a: 1 }, { a: '1' }, { a: null }, { a: [1, 2] }, { a: [2, 1] }, { b: 1 }];
  const hashes = await Promise.all([
    ...bodies.map((body) => requestHash('key', body)),
    requestHash('other', {}),
  ]);
  expect(new Set(hashes).size).toBe(hashes.length);
});

import { expect, test } from 'vitest';

import { maxDepth, unstorableIssues } from '../storable.ts';
import { isStorable } from './is-storable.ts';

test.each<[string, unknown]>([
  ['texts', ['', 'a', '\u{1f600}', '\ue000']],
  ['numbers', [0, -0, 1e308]],
  ['constants', [true, null, undefined]],
  ['fields', { a: { b: [{}] } }],
  ['the deepest', nested(maxDepth - 1)],
])('%s are storable', (_, value) => {
  expect(unstorableIssues('event_data', value)).toEqual([]);
  expect(isStorable(value)).toBe(true);
});

const circle: unknown[] = [];
circle.push([circle]);

test.each<[string, unknown]>([
  ['U+0000', ['a\u0000']],
  ['half of a pair', { a: '\ud800a' }],
  ['the other half', { a: 'a\udc00' }],
  ['U+0000 in a key', { '\u0000': 1 }],
  ['half of a pair in a key', [{ '\udc00': 1 }]],
  ['a reserved key', JSON.parse('{"a":{"__proto__":1}}')],
  ['infinity', [Infinity]],
  ['a function', [() => 1]],
  ['a symbol', { a: Symbol('a') }],
  ['a bigint', 1n],
  ['an instance', { a: new Map() }],
  ['too deep a list', nested(maxDepth)],
  ['what holds itself', circle],
])('%s is not', (_, value) => {
  expect(unstorableIssues('event_data', value)).not.toEqual([]);
  expect(isStorable(value)).toBe(false);
});

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

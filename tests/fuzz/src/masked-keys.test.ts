import { expect, test } from 'vitest';

import { toJsonText } from './documents/json-text.ts';
import { isAmong } from './masked-keys.ts';

const document = toJsonText({ labels: { a: [{ 'b.*': 1 }], 'a.b': 2 } });

test.each([
  ['event_data.labels.a: pattern', 'event_data.labels.a: pattern', true],
  ['event_data.labels.*: pattern', 'event_data.labels.a: pattern', true],
  ['event_data.labels.*: pattern', 'event_data.labels.a.b: pattern', true],
  ['event_data.labels.*[0].*: type int', 'event_data.labels.a[0].b.*: type int', true],
  ['event_data.labels.*: pattern', 'event_data.labels.c: pattern', false],
  ['event_data.labels.*: pattern', 'event_data.labels.a[0]: pattern', false],
  ['event_data.labels.*: pattern', 'event_data.labels.a: min_length 1', false],
  ['event_data.labels.*: pattern', 'event_data.labels: pattern', false],
  ['event_data.labels.*: invalid_union', 'event_data.labels.a[0]: type int', true],
  ['event_data.labels.*: invalid_union', 'event_data.other: type int', false],
])('%s beside %s: %j', (issue, other, expected) => {
  expect(isAmong(issue, new Set([other]), document)).toBe(expected);
});

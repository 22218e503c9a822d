import { expect, test } from 'vitest';

import { parseTime } from './time.ts';

test.each([
  ['2026-01-02', { kind: 'at', time: '2026-01-02T00:00:00Z' }],
  ['2026-01-02T03:04Z', { kind: 'at', time: '2026-01-02T03:04Z' }],
  ['2026-01-02 03:04:05.678901+02:00', { kind: 'at', time: '2026-01-02 03:04:05.678901+02:00' }],
  ['2024-02-29', { kind: 'at', time: '2024-02-29T00:00:00Z' }],
  ['90s', { kind: 'ago', seconds: 90 }],
  ['2h', { kind: 'ago', seconds: 7_200 }],
  ['1w', { kind: 'ago', seconds: 604_800 }],
])('%s', (text, time) => {
  expect(parseTime(text)).toEqual(time);
});

test.each([
  '',
  'yesterday',
  '2h ago',
  '-2h',
  '2026-01-02T03:04:05',
  '2026-02-30',
  '2023-02-29T00:00Z',
  '2026-13-01',
  '2026-01-02T25:00Z',
  '2026-01-02T03:04:05+2:00',
  '20260102',
])('"%s" is no time', (text) => {
  expect(() => parseTime(text)).toThrow('Give a time as 2026-01-02');
});

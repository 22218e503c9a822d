import { expect, test } from 'vitest';

import { readBenchOptions } from './options.ts';
import { fullSizes, quickSizes } from './sizes.ts';

test('without options all parts are measured in full', () => {
  const { parts, sizes, isQuick } = readBenchOptions([]);
  expect(parts).toEqual(['writers', 'latency', 'drain', 'xmin', 'memory', 'temporal']);
  expect(sizes).toBe(fullSizes);
  expect(isQuick).toBe(false);
});

test('parts and rounds can be chosen', () => {
  const { parts, sizes } = readBenchOptions([
    '--only',
    'temporal,drain',
    '--only=memory',
    '--rounds=7',
  ]);
  expect(parts).toEqual(['drain', 'memory', 'temporal']);
  expect([sizes.writers.rounds, sizes.xmin.rounds, sizes.temporal.pairs]).toEqual([7, 7, 7]);
  expect(readBenchOptions(['--quick']).sizes).toBe(quickSizes);
});

test.for([
  { given: ['--only', 'speed'], message: '--only is "speed". Use one or several of: writers, ' },
  { given: ['--rounds', 'many'], message: '--rounds is "many". Give a whole number above 0.' },
  {
    given: ['--postgres', '/nowhere'],
    message: '--postgres is "/nowhere", which has no bin/postgres.',
  },
  { given: ['--quik'], message: "Unknown option '--quik'" },
  { given: ['fast'], message: "Unexpected argument 'fast'" },
])('$given is refused', ({ given, message }) => {
  expect(() => readBenchOptions(given)).toThrow(message);
});

import { expect, test } from 'vitest';

import { bootstrapRatio } from './bootstrap.ts';
import { cpuSecondsOf, residentMemoryOf } from './process-figures.ts';
import { rotate } from './rotate.ts';
import { poissonSchedule } from './schedule.ts';

test('everyone goes first once, and neighbours change', () => {
  const orders = [0, 1, 2, 3].map((round) => rotate(['a', 'b', 'c', 'd'], round).join(''));
  expect(orders).toEqual(['abcd', 'adcb', 'cdab', 'cbad']);
});

test('a schedule is the same with the same seed, ascends, and keeps its rate', () => {
  const schedule = poissonSchedule(500, 5_000, 7);
  expect(poissonSchedule(500, 5_000, 7)).toEqual(schedule);
  expect(poissonSchedule(500, 5_000, 8)).not.toEqual(schedule);
  expect(schedule.every((due, index) => due > (schedule[index - 1] ?? 0))).toBe(true);
  expect((schedule.at(-1) ?? 0) / 1e3).toBeCloseTo(10, 0);
});

test('the ratio of rates is that of all blocks together, inside its interval', () => {
  const pairs = [
    { subjectSeconds: 2, referenceSeconds: 1 },
    { subjectSeconds: 2, referenceSeconds: 3 },
  ];
  const { ratio, low, high } = bootstrapRatio(pairs);
  expect([ratio, low, high]).toEqual([1, 0.5, 1.5]);
  expect(bootstrapRatio([{ subjectSeconds: 2, referenceSeconds: 1 }])).toEqual({
    ratio: 0.5,
    low: 0.5,
    high: 0.5,
  });
});

test.runIf(process.platform === 'linux')(
  'CPU and memory of a process are read, none of no process',
  () => {
    expect(cpuSecondsOf(process.pid)).toBeGreaterThan(0);
    const memory = residentMemoryOf(process.pid);
    expect(memory?.peak).toBeGreaterThanOrEqual(memory?.now ?? Number.NaN);
    expect(memory?.now).toBeGreaterThan(2 ** 20);
    expect(cpuSecondsOf(-1)).toBeUndefined();
  },
);

import { expect, test } from 'vitest';

import { readAppLine } from './app-line.ts';

test('a log line loses what every line has', () => {
  const line =
    '{"level":30,"time":1,"pid":2,"hostname":"h","service":"relay","lanes":2,"msg":"ready"}';
  expect(readAppLine('relay', line)).toEqual({
    text: '[relay] ready {"lanes":2}',
    isWarning: false,
  });
});

test('a warning is told apart, and so is what is no log line', () => {
  expect(readAppLine('edge', '{"level":40,"msg":"slow"}')).toEqual({
    text: '[edge] WARNING: slow',
    isWarning: true,
  });
  for (const text of ['(node:1) Warning', '{broken', '']) {
    expect(readAppLine('edge', text)).toEqual({ text: `[edge] ${text}`, isWarning: true });
  }
});

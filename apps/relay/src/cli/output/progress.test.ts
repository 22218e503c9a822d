import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { expect, test } from 'vitest';

import { createProgress } from './progress.ts';

test('a bar is drawn over itself, and taken away', () => {
  const { output, written } = record(true);
  const progress = createProgress(output, 1_500);
  progress.show(500);
  progress.show(1_500);
  progress.clear();
  expect(stripVTControlCharacters(written())).toBe(
    `\r${'█'.repeat(10)}${'░'.repeat(20)} 500 of 1,500\r${'█'.repeat(30)} 1,500 of 1,500\r`,
  );
});

test('nothing is drawn into a file', () => {
  const { output, written } = record(false);
  const progress = createProgress(output, 10);
  progress.show(5);
  progress.clear();
  expect(written()).toBe('');
});

function record(isTTY: boolean) {
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  return { output, written: () => String(output.read() ?? '') };
}

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { rememberFiles } from './remember-files.ts';

test('files that were changed or made are again what they were, without new folders', () => {
  const root = mkdtempSync(join(tmpdir(), 'a4c-remember-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'events/user'), { recursive: true });
  writeFileSync(join(root, 'events/list.ts'), 'old');
  const takeBack = rememberFiles(root, [
    'events/list.ts',
    'events/user/new.ts',
    'events/order/item/new.ts',
    'events/order/never-made.ts',
  ]);
  mkdirSync(join(root, 'events/order/item'), { recursive: true });
  for (const path of ['events/list.ts', 'events/user/new.ts', 'events/order/item/new.ts']) {
    writeFileSync(join(root, path), 'new');
  }
  takeBack();
  const left = readdirSync(root, { recursive: true, encoding: 'utf8' });
  expect(new Set(left)).toEqual(new Set(['events', 'events/list.ts', 'events/user']));
  expect(readFileSync(join(root, 'events/list.ts'), 'utf8')).toBe('old');
});

import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test, vi } from 'vitest';

import codegen from './generator.ts';

// Each run of codegen starts a process.
vi.setConfig({ testTimeout: 30_000 });

test('sync writes what is derived, deletes what no longer is, and then is content', () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('docs/reference/generated/left-over.md', 'old');
  tree.write('docs/reference/by-hand.md', 'kept');
  codegen(tree);
  expect(tree.exists('docs/reference/generated/left-over.md')).toBe(false);
  expect(tree.exists('docs/reference/by-hand.md')).toBe(true);
  expect(tree.read('libs/database/src/generated/contracts.sql', 'utf8')).toContain(
    'contracts.check_event(',
  );
  expect(tree.read('docs/reference/generated/events.md', 'utf8')).toContain('# Events');
  const written = tree.listChanges();
  codegen(tree);
  expect(tree.listChanges()).toEqual(written);
});

test('every folder called generated is owned whole, wherever it stands', () => {
  const tree = createTreeWithEmptyWorkspace();
  const leftOver = [
    'apps/worker/src/generated/old.ts',
    'generated/.hidden/dist/old.json',
    'libs/sdk/src/generated/deeper/old.ts',
    'tests/new/generated/generated/old.ts',
  ];
  const kept = [
    'apps/worker/dist/generated/built.js',
    'apps/worker/src/generated.ts',
    'libs/sdk/src/not-generated/by-hand.ts',
    'node_modules/package/generated/theirs.js',
    '.nx/generated/cache.json',
    'tools/generators/src/codegen/golden/generated/golden.ts',
  ];
  for (const path of [...leftOver, ...kept]) tree.write(path, '');
  codegen(tree);
  expect(leftOver.filter((path) => tree.exists(path))).toEqual([]);
  expect(kept.filter((path) => !tree.exists(path))).toEqual([]);
});

test('all that is printed stands where codegen owns everything, but for the lock', () => {
  const tree = createTreeWithEmptyWorkspace();
  codegen(tree);
  const printed = tree
    .listChanges()
    .map(({ path }) => path)
    .filter((path) => /^(?:apps|docs|libs|tests|tools)\//.test(path));
  const elsewhere = printed.filter((path) => !path.split('/').includes('generated'));
  expect(elsewhere).toEqual(['libs/contracts/contracts.lock.json']);
});

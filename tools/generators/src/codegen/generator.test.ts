import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';

import codegen from './generator.ts';

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

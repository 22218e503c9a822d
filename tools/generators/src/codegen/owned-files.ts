import type { Tree } from '@nx/devkit';

/** Looks generated, and is: tests hold what is printed against it, so codegen leaves it alone. */
const fixtures = new Set(['tools/generators/src/codegen/golden/generated']);

/** Not ours, or built anew from the rest. */
const skipped = new Set(['node_modules', 'dist']);

/**
 * Every file below a folder called `generated`, wherever that stands in the workspace. All of them
 * belong to codegen: what it does not print is left over.
 */
export function ownedFiles(tree: Tree): readonly string[] {
  return filesBelow(tree, '', false);
}

function filesBelow(tree: Tree, folder: string, isOwned: boolean): string[] {
  return tree.children(folder).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (tree.isFile(path)) return isOwned ? [path] : [];
    const isSkipped = !isOwned && (skipped.has(name) || name.startsWith('.'));
    if (isSkipped || fixtures.has(path)) return [];
    return filesBelow(tree, path, isOwned || name === 'generated');
  });
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Remembers these files of a folder, also that one is not there. What it returns makes them again
 * what they were, and removes the folders that came with them.
 */
export function rememberFiles(root: string, paths: readonly string[]): () => void {
  const restore = paths.map((path) => {
    const file = join(root, path);
    if (!existsSync(file)) {
      const first = firstMissing(file);
      return () => rmSync(first, { recursive: true, force: true });
    }
    const content = readFileSync(file);
    return () => writeFileSync(file, content);
  });
  return () => restore.forEach((one) => one());
}

/** The highest folder above a path that is not there, or the path itself. */
function firstMissing(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) ? path : firstMissing(folder);
}

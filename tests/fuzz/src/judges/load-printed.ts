import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../../../..');

/**
 * Imports a module of a package as it would be with other files printed into it: from a copy of the
 * package's sources, which import nothing from elsewhere.
 *
 * @param source folder of the sources, from the workspace root.
 * @param module path below it.
 */
export async function loadPrinted<Module>(
  source: string,
  module: string,
  files: Readonly<Record<string, string>>,
): Promise<Module> {
  const copy = mkdtempSync(join(tmpdir(), 'a4c-fuzz-'));
  try {
    cpSync(join(root, source), copy, { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(join(copy, path.slice(source.length + 1)), text);
    }
    const loaded: Module = await import(pathToFileURL(join(copy, module)).href);
    return loaded;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

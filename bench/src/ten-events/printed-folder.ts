import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { printSdk, printValidators } from '@a4c/generators/codegen';

import { tenContracts } from './ten-contracts.ts';

const root = join(import.meta.dirname, '../../..');

/**
 * Copies of the hand-written sources of `@a4c/contracts` and `@a4c/sdk`, with what the ten events
 * print in place of what the registry does. Gone when disposed.
 */
export async function createPrintedFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-bench-'));
  for (const source of ['libs/contracts/src', 'libs/sdk/src']) {
    await cp(join(root, source), join(folder, source), {
      recursive: true,
      filter: (path) => !/generated|\btest/.test(path.slice(root.length)),
    });
  }
  const files = { ...printValidators(tenContracts), ...printSdk(tenContracts) };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    pathOf: (path: string) => join(folder, path),
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
    },
  };
}

export type PrintedFolder = Awaited<ReturnType<typeof createPrintedFolder>>;

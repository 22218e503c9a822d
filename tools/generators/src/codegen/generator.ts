import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { logger, type Tree } from '@nx/devkit';

import { ownedFiles } from './owned-files.ts';
import type { Printed } from './print-all.ts';

/**
 * Puts what the contracts imply on the tree, and deletes what they no longer imply.
 * The printer is a child process: the Nx daemon keeps imported modules, so an import here
 * would never see an edited contract.
 *
 * @throws Error with the problems of the contracts as its message; then nothing is written.
 */
export default function codegen(tree: Tree): { outOfSyncMessage: string } {
  const { files, warnings } = runPrinter();
  for (const warning of warnings) logger.warn(warning);
  for (const [path, text] of Object.entries(files)) {
    if (tree.read(path, 'utf8') !== text) tree.write(path, text);
  }
  for (const path of ownedFiles(tree)) {
    if (!Object.hasOwn(files, path)) tree.delete(path);
  }
  return { outOfSyncMessage: 'Generated files differ from the contracts.' };
}

function runPrinter(): Printed {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'print.ts')],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (error) throw error;
  if (status !== 0) throw withoutStack(stderr.trim());
  const printed: Printed = JSON.parse(stdout);
  return printed;
}

/** What is wrong lies in a contract; a stack through Nx would only hide it. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

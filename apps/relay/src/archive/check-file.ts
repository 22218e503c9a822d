import { join } from 'node:path';

import { brokenFile } from './archive-error.ts';
import { describeFile } from './describe-file.ts';
import type { ArchiveFile } from './manifest.ts';

/**
 * Reads a file of the archive and compares it with what the manifest says of it.
 *
 * @throws ArchiveError when it is missing or damaged.
 */
export async function checkFile(
  folder: string,
  file: ArchiveFile,
  signal?: AbortSignal,
): Promise<void> {
  const path = join(folder, file.name);
  const found = await describeFile(path, signal);
  if (found.sha256 !== file.sha256 || found.events !== file.events) {
    throw brokenFile(
      path,
      `it has ${found.events} events and the SHA-256 ${found.sha256}, the manifest says ${file.events} and ${file.sha256}`,
    );
  }
}

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { brokenFile, cannotWrite } from './archive-error.ts';
import { entryOf } from './archive-folder.ts';
import type { OnArchiveStep } from './archive-step.ts';
import { describeFile } from './describe-file.ts';
import type { LineSource } from './line-source.ts';
import type { ArchiveFile } from './manifest.ts';
import { renameDurably } from './write-durably.ts';

/** When a file is full and the next one begins. */
export interface FileLimits {
  readonly events: number;
  /** Of the lines, unpacked. */
  readonly bytes: number;
}

export interface FileToWrite {
  readonly folder: string;
  readonly month: string;
  readonly source: LineSource;
  readonly limits: FileLimits;
  readonly contractSet: string | null;
  readonly signal: AbortSignal;
  readonly onStep: OnArchiveStep;
}

/**
 * Writes the next lines of a source to a file of their own: under another name first, flushed to the
 * disk, read back and compared; only a file that is complete gets its name. The name holds a part of
 * the checksum, so that no file ever takes another one's place.
 */
export async function writeFile(file: FileToWrite): Promise<ArchiveFile> {
  const { folder, month, source, contractSet, signal, onStep } = file;
  const partial = join(folder, `events-${month}.${process.pid}.partial`);
  const firstNumber = (await source.peek())?.sequenceNumber ?? '';
  try {
    const contentSha256 = await writeLines(file, partial);
    const found = await describeFile(partial, signal);
    if (found.contentSha256 !== contentSha256)
      throw brokenFile(partial, 'it is not what was written');
    const name = `events-${month}-${firstNumber.padStart(12, '0')}-${found.sha256.slice(0, 8)}.ndjson.gz`;
    await renameDurably(partial, join(folder, name));
    onStep({ kind: 'completed', file: name });
    return entryOf(name, month, found, contractSet);
  } catch (error) {
    // A rest does no harm: the next run takes it away.
    await rm(partial, { force: true }).catch(ignore);
    if (error === signal.reason) throw error;
    throw error instanceof SourceError ? error.cause : cannotWrite(partial, error);
  }
}

/** @returns the SHA-256 of the lines. */
async function writeLines(
  { source, limits, signal, onStep }: FileToWrite,
  path: string,
): Promise<string> {
  const hash = createHash('sha256');
  async function* lines(): AsyncGenerator<Buffer> {
    let [events, bytes] = [0, 0];
    while (events < limits.events && bytes < limits.bytes) {
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop -- one line after the other
      const next = await source.peek().catch((error: unknown) => {
        throw new SourceError(error);
      });
      if (next === undefined) return;
      const line = Buffer.from(`${next.text}\n`);
      hash.update(line);
      source.advance();
      events += 1;
      bytes += line.length;
      yield line;
      onStep({ kind: 'written', events: 1 });
    }
  }
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(lines, createGzip(), file);
  return hash.digest('hex');
}

/** Marks what the database is to blame for, not the disk. */
class SourceError extends Error {
  constructor(cause: unknown) {
    super('The lines could not be read.', { cause });
  }
}

function ignore(): void {}

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';

import { brokenFile } from './archive-error.ts';
import { eventOf, type LineEvent } from './event-of.ts';
import { readLines } from './read-lines.ts';

/** What reading a whole file has shown. */
export interface FileDescription {
  readonly events: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Of the lines, unpacked. */
  readonly contentSha256: string;
  readonly first: LineDescription;
  readonly last: LineDescription;
}

type LineDescription = Omit<LineEvent, 'id'>;

/**
 * Reads a file of the archive from the disk: unpacks it, and parses every line.
 *
 * @throws ArchiveError when it is damaged.
 */
export async function describeFile(path: string, signal?: AbortSignal): Promise<FileDescription> {
  const [hash, contentHash] = [createHash('sha256'), createHash('sha256')];
  let events = 0;
  let [first, last]: (LineDescription | undefined)[] = [];
  try {
    for await (const line of readLines(path, hash)) {
      signal?.throwIfAborted();
      const { sequenceNumber, createdAt } = eventOf(line);
      last = { sequenceNumber, createdAt };
      first ??= last;
      events += 1;
      contentHash.update(line).update('\n');
    }
  } catch (error) {
    if (signal?.aborted === true && error === signal.reason) throw error;
    throw brokenFile(path, error instanceof Error ? error.message : String(error), error);
  }
  if (first === undefined || last === undefined) throw brokenFile(path, 'it holds no event');
  const { size: bytes } = await stat(path);
  return {
    events,
    bytes,
    sha256: hash.digest('hex'),
    contentSha256: contentHash.digest('hex'),
    first,
    last,
  };
}

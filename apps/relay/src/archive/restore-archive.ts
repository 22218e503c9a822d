import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { restoreEvents, type RestoredEvent, type RestoreOutcome } from '@a4c/database';
import type { ClientBase } from 'pg';

import { brokenFile } from './archive-error.ts';
import { checkFile } from './check-file.ts';
import type { ArchiveFile } from './manifest.ts';
import { readLines } from './read-lines.ts';

/** Events, and bytes of their lines, per transaction. */
const batchLimits = { events: 500, bytes: 4_000_000 };

export interface RestoreRun {
  readonly client: ClientBase;
  readonly folder: string;
  readonly files: readonly ArchiveFile[];
  readonly signal: AbortSignal;
  /** Told how many events were looked at. */
  readonly onProgress: (events: number) => void;
}

export interface RestoreResult {
  readonly outcomes: ReadonlyMap<RestoreOutcome, number>;
  /** The first of those that break their contract as it is now. */
  readonly refused: readonly RestoredEvent[];
  readonly isInterrupted: boolean;
}

/** A list for a person to read. */
const maxListed = 20;

/**
 * Inserts the events of these files again. All files are checked before the first event goes in.
 *
 * @throws ArchiveError when a file is missing or damaged.
 */
export async function restoreArchive(run: RestoreRun): Promise<RestoreResult> {
  const { folder, files, signal } = run;
  const outcomes = new Map<RestoreOutcome, number>();
  const refused: RestoredEvent[] = [];
  try {
    for (const file of files) {
      const path = join(folder, file.name);
      if (!existsSync(path)) throw brokenFile(path, 'it is not there');
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      await checkFile(folder, file, signal);
    }
    for await (const batch of restoreBatches(run)) {
      for (const event of batch) {
        outcomes.set(event.outcome, (outcomes.get(event.outcome) ?? 0) + 1);
        if (event.outcome === 'refused' && refused.length < maxListed) refused.push(event);
      }
    }
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
  }
  return { outcomes, refused, isInterrupted: signal.aborted };
}

async function* restoreBatches(run: RestoreRun): AsyncGenerator<RestoredEvent[]> {
  const { client, folder, files, signal, onProgress } = run;
  let [batch, bytes, done]: [string[], number, number] = [[], 0, 0];
  async function restoreBatch(): Promise<RestoredEvent[]> {
    const restored = await restoreEvents(client, batch);
    done += batch.length;
    onProgress(done);
    [batch, bytes] = [[], 0];
    return restored;
  }
  for (const { name } of files) {
    for await (const line of readLines(join(folder, name))) {
      batch.push(line.toString());
      bytes += line.length;
      if (batch.length < batchLimits.events && bytes < batchLimits.bytes) continue;
      yield await restoreBatch();
      signal.throwIfAborted();
    }
  }
  if (batch.length > 0) yield await restoreBatch();
}

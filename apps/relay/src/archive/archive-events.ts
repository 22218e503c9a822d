import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { archiveStart, hasEventsBetween } from '@a4c/database';
import type { ClientBase } from 'pg';

import type { ArchiveFolder } from './archive-folder.ts';
import type { OnArchiveStep } from './archive-step.ts';
import { checkFile } from './check-file.ts';
import { createLineSource } from './line-source.ts';
import type { ArchiveFile } from './manifest.ts';
import { endOfMonth, startOfMonth } from './month.ts';
import { removeEvents } from './remove-events.ts';
import { type FileLimits, writeFile } from './write-file.ts';

/** A file that a person can still copy and unpack; 100,000 events of 1 kB are about 10 MB packed. */
const defaultLimits: FileLimits = { events: 100_000, bytes: 512 * 1024 * 1024 };

export interface ArchiveRun {
  readonly client: ClientBase;
  readonly folder: ArchiveFolder;
  readonly before: string;
  /** Months with events that may be archived, oldest first. */
  readonly months: readonly string[];
  readonly contractSet: string | null;
  readonly limits?: FileLimits;
  readonly signal: AbortSignal;
  readonly onStep: OnArchiveStep;
}

export interface ArchiveResult {
  readonly removed: number;
  /** In the archive, but also in the table: changed or needed again since the line was written. */
  readonly stayed: number;
  readonly isInterrupted: boolean;
}

/**
 * Moves events from the database to the directory, file by file: written and read back, put on the
 * manifest, then removed. First it finishes what an interrupted run, or a restore, has left: events
 * that stand in the archive are removed without being written again. An event is always in one of
 * the two places at least; stopping at any point, also by `kill -9`, loses nothing.
 *
 * @throws ArchiveError when a file cannot be written, or is damaged.
 */
export async function archiveEvents(run: ArchiveRun): Promise<ArchiveResult> {
  const { folder, signal } = run;
  let [removed, stayed] = [0, 0];
  const remove = async ({ name }: ArchiveFile): Promise<number> => {
    const outcomes = await removeEvents(
      {
        ...run,
        folder: folder.path,
        onStep(step) {
          if (step.kind === 'removed') removed += step.events;
          run.onStep(step);
        },
      },
      name,
    );
    return [...outcomes]
      .filter(([outcome]) => outcome !== 'removed' && outcome !== 'gone')
      .reduce((sum, [, events]) => sum + events, 0);
  };
  try {
    for (const file of folder.files) {
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      if (await isUnfinished(run, file)) await remove(file);
    }
    for await (const file of writeFiles(run)) stayed += await remove(file);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
  }
  return { removed, stayed, isInterrupted: signal.aborted };
}

/** Whether the database may still hold events of a file; it is checked before any of them goes. */
async function isUnfinished(
  { client, folder, signal }: ArchiveRun,
  file: ArchiveFile,
): Promise<boolean> {
  if (!existsSync(join(folder.path, file.name))) return false;
  const span = { firstCreatedAt: file.first_created_at, lastCreatedAt: file.last_created_at };
  if (!(await hasEventsBetween(client, span))) return false;
  await checkFile(folder.path, file, signal);
  return true;
}

/** Writes what no file holds yet; each file stands in the manifest before the next one is begun. */
async function* writeFiles(run: ArchiveRun): AsyncGenerator<ArchiveFile> {
  const { client, folder, before, months, limits = defaultLimits, onStep } = run;
  for (const month of months) {
    const position = { ...archiveStart, createdAt: startOfMonth(month) };
    const source = createLineSource(client, { before, until: endOfMonth(month), after: position });
    // oxlint-disable-next-line no-await-in-loop -- one file after the other
    while ((await source.peek()) !== undefined) {
      // oxlint-disable-next-line no-await-in-loop
      const file = await writeFile({ ...run, folder: folder.path, month, source, limits });
      // oxlint-disable-next-line no-await-in-loop
      await folder.add(file);
      onStep({ kind: 'recorded', file: file.name });
      yield file;
    }
  }
}

import type { Client } from 'pg';

import { archiveEvents } from '../../archive/archive-events.ts';
import type { ArchiveFolder } from '../../archive/archive-folder.ts';
import type { CandidateCount } from '../../archive/count-candidates.ts';
import type { Cli } from '../cli.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { countOf } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { writeLines } from '../output/write-lines.ts';

export interface RunArchiveOptions {
  readonly folder: ArchiveFolder;
  readonly before: string;
  readonly contractSet: string | null;
  readonly count: CandidateCount;
}

/** Moves the events and says what came of it; also how to go on when it ends early. */
export async function runArchive(
  cli: Cli,
  client: Client,
  { folder, before, contractSet, count }: RunArchiveOptions,
): Promise<ExitCode> {
  const signal = cli.deferInterrupt();
  const progress = createProgress(cli.err, count.total);
  let [written, removed] = [0, 0];
  const again = 'What was not removed is still in the database. To go on, run the command again.';
  try {
    const result = await archiveEvents({
      client,
      folder,
      before,
      months: [...count.months.keys()],
      contractSet,
      signal,
      onStep(step) {
        if (step.kind === 'written') written += step.events;
        if (step.kind === 'removed') removed += step.events;
        // An event has two steps, and those that a file holds already only the second one.
        progress.show(Math.floor((Math.max(written, removed) + removed) / 2));
      },
    });
    progress.clear();
    writeLines(cli.out, [`${countOf(result.removed, 'event')} moved to ${folder.path}.`]);
    if (result.stayed > 0) {
      writeLines(cli.err, [
        `${countOf(result.stayed, 'event')} changed after they had been written, and stay in the database as well. The next run takes them.`,
      ]);
    }
    if (!result.isInterrupted) return exitCode.ok;
    writeLines(cli.err, [`Interrupted. ${again}`]);
    return exitCode.interrupted;
  } catch (error) {
    progress.clear();
    writeLines(cli.err, [
      `${countOf(removed, 'event')} moved to ${folder.path} before it failed. ${again}`,
    ]);
    throw error;
  }
}

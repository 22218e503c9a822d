import type { RestoreOutcome } from '@a4c/database';
import type { Client } from 'pg';

import type { ArchiveFile } from '../../archive/manifest.ts';
import { type RestoreResult, restoreArchive } from '../../archive/restore-archive.ts';
import type { Cli } from '../cli.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { countOf } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { writeLines } from '../output/write-lines.ts';

const meanings: Record<Exclude<RestoreOutcome, 'restored'>, string> = {
  present: 'in the database already',
  superseded: 'not restored: they changed before they were removed, and a later line has them',
  unknown: 'not restored: they were not archived from this database',
  refused: 'not restored: they break their contract as it is now',
};

/** Inserts the events of these files again and says what came of each. */
export async function runRestore(
  cli: Cli,
  client: Client,
  { folder, files }: { readonly folder: string; readonly files: readonly ArchiveFile[] },
): Promise<ExitCode> {
  const signal = cli.deferInterrupt();
  const progress = createProgress(
    cli.err,
    files.reduce((sum, { events }) => sum + events, 0),
  );
  let result: RestoreResult;
  try {
    result = await restoreArchive({
      client,
      folder,
      files,
      signal,
      onProgress: (done) => progress.show(done),
    });
  } finally {
    progress.clear();
  }
  const { outcomes, refused, isInterrupted } = result;
  writeLines(cli.out, [`${countOf(outcomes.get('restored') ?? 0, 'event')} restored.`]);
  for (const outcome of ['present', 'superseded', 'unknown', 'refused'] as const) {
    const events = outcomes.get(outcome) ?? 0;
    if (events > 0) writeLines(cli.err, [`${countOf(events, 'event')} ${meanings[outcome]}.`]);
  }
  writeLines(
    cli.err,
    refused.map(({ id, problem }) => `  ${id}  ${problem}`),
  );
  if (isInterrupted) {
    writeLines(cli.err, ['Interrupted. To go on, run the command again.']);
    return exitCode.interrupted;
  }
  return outcomes.has('refused') || outcomes.has('unknown') ? exitCode.failed : exitCode.ok;
}

import { findContractSetInForce } from '@a4c/database';
import { Command } from 'commander';

import { openArchiveFolder } from '../../archive/archive-folder.ts';
import { countCandidates } from '../../archive/count-candidates.ts';
import { confirmArchive } from '../archive/confirm-archive.ts';
import {
  parseRetentionTime,
  resolveRetentionTime,
  type RetentionTime,
} from '../archive/retention-time.ts';
import { runArchive } from '../archive/run-archive.ts';
import { takeArchiveLock } from '../archive/take-archive-lock.ts';
import { wrongUse } from '../cli-error.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { exitCode } from '../exit-code.ts';
import type { EndWith } from '../program.ts';

interface Options {
  readonly before: RetentionTime;
  readonly to: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `a4c-relay archive --before … --to …` */
export function archiveCommand(cli: Cli, endWith: EndWith): Command {
  return new Command('archive')
    .summary('move old events from the database to files')
    .description(
      'Writes events to compressed files, one or more for each month (NDJSON, gzip, with a manifest of their\n' +
        'SHA-256), reads them back, and then removes them from the database. Asks first. Events of a workflow\n' +
        'stay as long as one of them has to. May be run again after whatever ended it: nothing is lost.',
    )
    .requiredOption(
      '--before <time>',
      'inserted before: "2 years", "18 months", 2024-01-01 or 2024-01-01T00:00:00Z',
      parseRetentionTime,
    )
    .requiredOption('--to <directory>', 'an empty directory, or the one of the last time')
    .option('--dry-run', 'only say how many it would be')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay archive --before "2 years" --to /srv/a4c-archive --dry-run\n' +
        '  $ a4c-relay archive --before "2 years" --to /srv/a4c-archive --yes\n',
    )
    .action(async ({ before: given, to, dryRun = false, yes = false }: Options) => {
      await withDatabase(cli, { purpose: 'archive' }, async (client) => {
        const { before, isToCome } = await resolveRetentionTime(client, given);
        if (isToCome)
          throw wrongUse(`--before ${before} is still to come. Give a time that has passed.`);
        if (!dryRun) await takeArchiveLock(client);
        const contractSet = await findContractSetInForce(client);
        // Before the question: whoever says yes has a directory that can be written to.
        const folder = dryRun ? undefined : await openArchiveFolder(to, contractSet);
        const count = await countCandidates(client, before);
        const isWanted = await confirmArchive(cli, { before, to, count }, { dryRun, yes });
        if (!isWanted || folder === undefined) endWith(exitCode.ok);
        else endWith(await runArchive(cli, client, { folder, before, contractSet, count }));
      });
    });
}

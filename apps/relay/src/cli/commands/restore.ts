import { findContractSetInForce } from '@a4c/database';
import { Command, InvalidArgumentError } from 'commander';

import { ArchiveError } from '../../archive/archive-error.ts';
import { listArchiveFiles } from '../../archive/archive-folder.ts';
import type { ArchiveFile } from '../../archive/manifest.ts';
import { runRestore } from '../archive/run-restore.ts';
import { takeArchiveLock } from '../archive/take-archive-lock.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { exitCode } from '../exit-code.ts';
import { confirm } from '../output/confirm.ts';
import { countOf } from '../output/format.ts';
import { writeLines } from '../output/write-lines.ts';
import type { EndWith } from '../program.ts';

interface Options {
  readonly month?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `a4c-relay restore DIRECTORY [--month …]` */
export function restoreCommand(cli: Cli, endWith: EndWith): Command {
  return new Command('restore')
    .summary('take events back from the archive')
    .description(
      'Inserts archived events into the database again, with the record of their starts, all as it was. Starts\n' +
        'nothing. Files are checked first. Asks first. May be run again: what is there already stays as it is.\n' +
        'The next archive run with the same directory removes these events again without writing them.',
    )
    .argument('<directory>', 'directory that "a4c-relay archive" wrote')
    .option('--month <yyyy-mm>', 'only the events inserted in this month', parseMonth)
    .option('--dry-run', 'only say how many it would be')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ a4c-relay restore /srv/a4c-archive --month 2024-05\n')
    .action(async (folder: string, { month, dryRun = false, yes = false }: Options) => {
      await withDatabase(cli, { purpose: 'restore' }, async (client) => {
        const files = chosenFiles(
          folder,
          await listArchiveFiles(folder, await findContractSetInForce(client)),
          month,
        );
        const events = countOf(
          files.reduce((sum, file) => sum + file.events, 0),
          'event',
        );
        const where = `${countOf(files.length, 'file')} of ${folder}`;
        if (dryRun) {
          writeLines(cli.out, [`Would restore at most ${events} from ${where}. Nothing was done.`]);
          return;
        }
        await takeArchiveLock(client);
        if (yes || (await confirm(cli, `Restore ${events} from ${where}?`))) {
          endWith(await runRestore(cli, client, { folder, files }));
        } else {
          writeLines(cli.out, ['Nothing was done.']);
          endWith(exitCode.ok);
        }
      });
    });
}

/** @throws ArchiveError when nothing is left. */
function chosenFiles(
  folder: string,
  files: readonly ArchiveFile[],
  month: string | undefined,
): ArchiveFile[] {
  const chosen = files.filter((file) => month === undefined || file.month === month);
  if (chosen.length > 0) return chosen;
  const months = [...new Set(files.map((file) => file.month))];
  const range = months.length === 0 ? 'no month' : `${months[0]} to ${months.at(-1)}`;
  throw new ArchiveError(
    'archive_empty',
    `${folder} holds no events${month === undefined ? '' : ` of ${month}`}: it has ${range}. Give the directory that "a4c-relay archive" wrote, and one of its months.`,
  );
}

function parseMonth(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('Give a month as 2024-05.');
}

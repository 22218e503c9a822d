import { countDeadLetters, listDeadLetters } from '@a4c/database';
import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { letterLines } from '../dead-letters/letter-lines.ts';
import { addLetterOptions, filterOf, type LetterOptions } from '../dead-letters/letter-options.ts';
import { formatCount } from '../output/format.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';

const defaultLimit = 50;

/** `a4c-relay dead-letters list` */
export function deadLettersListCommand(cli: Cli): Command {
  return addLetterOptions(new Command('list'))
    .summary('open dead letters, oldest first')
    .description(`Lists open dead letters, oldest first, ${defaultLimit} unless --limit says more.`)
    .option('--json', 'one JSON object per line')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay dead-letters list --code input_too_large --since 7d\n' +
        '  $ a4c-relay dead-letters list --limit 100000 --json | jq -r .code | sort | uniq -c\n',
    )
    .action(async (options: LetterOptions & { json?: true }) => {
      await withDatabase(cli, { purpose: 'dead-letters' }, async (client) => {
        const filter = await filterOf(client, options);
        const letters = await listDeadLetters(client, filter, options.limit ?? defaultLimit);
        if (options.json === true) {
          for (const letter of letters) writeJson(cli.out, letter);
          return;
        }
        const { matching, open } = await countDeadLetters(client, filter);
        if (letters.length === 0) {
          writeLines(cli.out, [`No open dead letter matches, of ${formatCount(open)}.`]);
          return;
        }
        writeLines(cli.out, letterLines(cli.out, letters));
        writeLines(cli.err, [`${formatCount(letters.length)} of ${formatCount(matching)}`]);
      });
    });
}

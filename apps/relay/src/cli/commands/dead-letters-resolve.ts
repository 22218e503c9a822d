import { discardDeadLetters, retryDeadLetters } from '@a4c/database';
import { Command } from 'commander';

import { wrongUse } from '../cli-error.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { checkEventIds } from '../dead-letters/check-event-ids.ts';
import { addLetterOptions, filterOf, type LetterOptions } from '../dead-letters/letter-options.ts';
import { type Resolution, resolveLetters } from '../dead-letters/resolve-letters.ts';
import { collectUuids } from '../options/uuid.ts';
import type { EndWith } from '../program.ts';

type Options = LetterOptions & { all?: true; dryRun?: true; yes?: true };

/** `a4c-relay dead-letters retry [EVENT_ID…]` */
export function deadLettersRetryCommand(cli: Cli, endWith: EndWith): Command {
  return resolvingCommand(cli, endWith, 'retry', {
    verb: 'Retry',
    done: 'queued again',
    routedOnly: true,
    run: retryDeadLetters,
  })
    .summary('start the workflows of dead letters after all')
    .description(
      'Queues the events of dead letters again. A workflow that runs or has completed is attached to,\n' +
        'never started twice; one that failed gets a new run. Asks first.',
    );
}

/** `a4c-relay dead-letters discard [EVENT_ID…]` */
export function deadLettersDiscardCommand(cli: Cli, endWith: EndWith): Command {
  return resolvingCommand(cli, endWith, 'discard', {
    verb: 'Discard',
    done: 'discarded',
    routedOnly: false,
    run: discardDeadLetters,
  })
    .summary('give dead letters up for good')
    .description(
      'Resolves dead letters as discarded: no workflow is started for them. Events and letters stay,\n' +
        'with the name of who discarded them. Asks first.',
    );
}

function resolvingCommand(
  cli: Cli,
  endWith: EndWith,
  name: string,
  resolution: Resolution,
): Command {
  return addLetterOptions(new Command(name))
    .argument('[event-ids...]', 'events whose dead letters are meant', collectUuids)
    .option('--all', 'every open dead letter')
    .option('--dry-run', 'only say which it would be')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `\nExamples:\n  $ a4c-relay dead-letters ${name} 0199d3c5-6f2b-4e0a-9c51-8d7f3a2b1c40\n` +
        `  $ a4c-relay dead-letters ${name} --code input_too_large --since 2026-01-02 --dry-run\n` +
        `  $ a4c-relay dead-letters ${name} --all --limit 1000 --yes\n`,
    )
    .action(async (eventIds: string[] = [], options: Options) => {
      checkChoice(name, eventIds, options);
      await withDatabase(cli, { purpose: 'dead-letters' }, async (client) => {
        await checkEventIds(client, eventIds);
        const request = {
          filter: await filterOf(client, options, eventIds),
          limit: options.limit ?? Infinity,
          dryRun: options.dryRun === true,
          yes: options.yes === true,
        };
        endWith(await resolveLetters(cli, client, resolution, request));
      });
    });
}

/** Whoever forgets the filter must not mean everything. */
function checkChoice(name: string, eventIds: readonly string[], options: Options): void {
  const { type, code, since, until, all } = options;
  const isChosen =
    eventIds.length > 0 || [type, code, since, until].some((given) => given !== undefined);
  if (isChosen && all === true) {
    throw wrongUse(
      '--all means every open dead letter, so it goes with neither ids nor a filter. Leave one of them out.',
    );
  }
  if (!isChosen && all !== true) {
    throw wrongUse(
      `Nothing says which dead letters to ${name}. Name event ids, a filter (--type, --code, --since, --until), or --all.`,
    );
  }
}

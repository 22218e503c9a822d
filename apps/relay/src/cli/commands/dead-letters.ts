import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import type { EndWith } from '../program.ts';
import { deadLettersListCommand } from './dead-letters-list.ts';
import { deadLettersDiscardCommand, deadLettersRetryCommand } from './dead-letters-resolve.ts';
import { deadLettersShowCommand } from './dead-letters-show.ts';

/** `a4c-relay dead-letters …` */
export function deadLettersCommand(cli: Cli, endWith: EndWith): Command {
  return new Command('dead-letters')
    .summary('list, show, retry or discard events that were given up')
    .description(
      'Dead letters are events whose workflow the relay gave up to start. None is ever deleted.',
    )
    .addCommand(deadLettersListCommand(cli))
    .addCommand(deadLettersShowCommand(cli))
    .addCommand(deadLettersRetryCommand(cli, endWith))
    .addCommand(deadLettersDiscardCommand(cli, endWith));
}

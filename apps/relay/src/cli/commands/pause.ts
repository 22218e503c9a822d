import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import { changePause } from '../pause/change-pause.ts';

/** `a4c-relay pause [route]` */
export function pauseCommand(cli: Cli): Command {
  return new Command('pause')
    .summary('let the events of a route, or of all, wait')
    .description(
      'Lets the events of a route wait, or of all routes when none is named, until "resume".\n' +
        'Events can still be inserted. Every relay obeys within a second; it survives restarts and "npm run migrate".',
    )
    .argument('[route]', 'event type whose route is paused')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay pause organization.bootstrap_initiated\n  $ a4c-relay pause\n',
    )
    .action(async (route: string | undefined) => changePause(cli, route, true));
}

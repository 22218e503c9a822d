import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import { changePause } from '../pause/change-pause.ts';

/** `a4c-relay resume [route]` */
export function resumeCommand(cli: Cli): Command {
  return new Command('resume')
    .summary('go on with a paused route, or with all')
    .description(
      'Goes on with a paused route; without one, with all relays that "pause" without a route has stopped.\n' +
        'Routes that were paused by name stay paused until they are resumed by name.',
    )
    .argument('[route]', 'event type whose route is resumed')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay resume organization.bootstrap_initiated\n  $ a4c-relay resume\n',
    )
    .action(async (route: string | undefined) => changePause(cli, route, false));
}

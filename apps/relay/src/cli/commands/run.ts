import { Command } from 'commander';

import type { Cli } from '../cli.ts';

/** `a4c-relay run`: the relay itself, as `node apps/relay/src/main.ts`. */
export function runCommand(cli: Cli): Command {
  return new Command('run')
    .summary('run a relay until it is told to stop')
    .description(
      'Runs a relay until SIGTERM or Ctrl-C: it then finishes the starts in flight and exits with 0.\n' +
        'DATABASE_URL is that of a member of a4c_relay. Logs are JSON lines on stdout.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ DATABASE_URL="$RELAY_URL" TEMPORAL_ADDRESS=localhost:7233 a4c-relay run\n',
    )
    .action(async () => {
      // The service ends in order by itself. Loaded here, since it starts when it is loaded.
      cli.ignoreInterrupts();
      await import('../../main.ts');
    });
}

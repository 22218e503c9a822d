import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';
import { follow } from '../tail/follow.ts';
import { tailText } from '../tail/tail-text.ts';

/** `a4c-relay tail` */
export function tailCommand(cli: Cli): Command {
  return new Command('tail')
    .summary('follow what happens to events')
    .description(
      'Follows what happens to events, from now on: inserted, requeued, started, attached, failed, outage,\n' +
        'dead_lettered, discarded. Every committed event is told, also when it was inserted long before its\n' +
        'commit, and across a lost connection. Lines come in batches, ordered by time. Never event data.',
    )
    .option('--type <event-type>', 'only events of this type')
    .option('--json', 'one JSON object per line')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay tail --type organization.bootstrap_initiated\n' +
        '  $ a4c-relay tail --json | jq \'select(.kind == "dead_lettered")\'\n',
    )
    .action(async ({ type, json }: { type?: string; json?: true }) => {
      await follow(cli, (line) => {
        if (type !== undefined && line.event_type !== type) return;
        if (json === true) writeJson(cli.out, line);
        else writeLines(cli.out, [tailText(cli.out, line)]);
      });
    });
}

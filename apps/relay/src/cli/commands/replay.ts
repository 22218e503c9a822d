import { countReplayableEvents } from '@a4c/database';
import { Command } from 'commander';

import { wrongUse } from '../cli-error.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { exitCode } from '../exit-code.ts';
import { type GivenTime, parseTime, resolveTimes } from '../options/time.ts';
import { listRoutes, unknownRoute } from '../pause/unknown-route.ts';
import type { EndWith } from '../program.ts';
import { confirmReplay } from '../replay/confirm-replay.ts';
import { replaySpan } from '../replay/replay-span.ts';

interface Options {
  readonly type: string;
  readonly since: GivenTime;
  readonly until?: GivenTime;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `a4c-relay replay --type … --since … [--until …]` */
export function replayCommand(cli: Cli, endWith: EndWith): Command {
  return new Command('replay')
    .summary('queue the processed events of a span of time again')
    .description(
      'Queues processed events of one type again, by time of insertion, oldest first. A workflow that runs\n' +
        'or has completed is attached to, never started twice; one that failed gets a new run. Asks first.\n' +
        'May be run again, also after Ctrl-C, which ends it after the batch of 500 that is being written.',
    )
    .requiredOption('--type <event-type>', 'event type')
    .requiredOption(
      '--since <time>',
      'inserted then or later: 2026-01-02, 2026-01-02T03:04:05Z, or 2h ago',
      parseTime,
    )
    .option('--until <time>', 'inserted before; now unless given', parseTime)
    .option('--dry-run', 'only say how many it would be')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay replay --type organization.bootstrap_initiated --since 2h\n' +
        '  $ a4c-relay replay --type organization.bootstrap_initiated \\\n' +
        '      --since 2026-01-02T00:00:00Z --until 2026-01-02T06:30:00Z --dry-run\n',
    )
    .action(async (options: Options) => {
      await withDatabase(cli, { purpose: 'replay' }, async (client) => {
        const { type: eventType, dryRun = false, yes = false } = options;
        if (!(await listRoutes(client)).includes(eventType))
          throw await unknownRoute(client, eventType);
        const times = [options.since, options.until ?? ({ kind: 'ago', seconds: 0 } as const)];
        const [since = '', until = ''] = await resolveTimes(client, times);
        if (since >= until) {
          throw wrongUse(
            `Nothing lies between --since ${since} and --until ${until}. Give an earlier --since.`,
          );
        }
        const span = { eventType, since, until };
        const count = await countReplayableEvents(client, span);
        const isWanted = await confirmReplay(cli, span, count, { dryRun, yes });
        endWith(isWanted ? await replaySpan(cli, client, span, count.processed) : exitCode.ok);
      });
    });
}

import { setTimeout as pause } from 'node:timers/promises';

import { Command } from 'commander';

import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { describeError } from '../describe-error.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';
import { readStatus } from '../status/read-status.ts';
import { statusLines } from '../status/status-lines.ts';

const defaultWatchSeconds = 2;

interface Options {
  readonly watch?: number | true;
  readonly json?: true;
}

/** `a4c-relay status` */
export function statusCommand(cli: Cli): Command {
  return new Command('status')
    .summary('what waits, which relays run, how they are')
    .description(
      'Shows what waits by route, the relays (LISTEN, gate, breaker, window of calls in flight, rates of\n' +
        'the last seconds), and open dead letters by code.',
    )
    .option(
      '--watch [seconds]',
      `show it again every ${defaultWatchSeconds} seconds, or as you say`,
      wholeNumber(3_600),
    )
    .option('--json', 'one JSON object per line')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay status --watch 5\n  $ a4c-relay status --json | jq .oldest_pending_ms\n',
    )
    .action(async (options: Options) => {
      await show(cli, options);
      if (options.watch === undefined) return;
      const seconds = options.watch === true ? defaultWatchSeconds : options.watch;
      await watch(cli, options, seconds * 1_000);
    });
}

/** Until Ctrl-C. A database that is away for a while is told and tried again. */
async function watch(cli: Cli, options: Options, intervalMs: number): Promise<never> {
  for (;;) {
    await pause(intervalMs);
    try {
      await show(cli, options);
    } catch (error) {
      writeLines(cli.err, [describeError(error).message]);
    }
  }
}

async function show(cli: Cli, { watch: isWatching, json }: Options): Promise<void> {
  const status = await withDatabase(cli, { purpose: 'status' }, readStatus);
  if (json === true) {
    writeJson(cli.out, status);
    return;
  }
  // Over the last one on a terminal; one below the other in a file.
  if (isWatching !== undefined && cli.out.isTTY === true) cli.out.write('\u001b[H\u001b[2J');
  writeLines(cli.out, statusLines(cli.out, status));
}

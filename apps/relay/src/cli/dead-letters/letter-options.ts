import type { DeadLetterFilter } from '@a4c/database';
import type { Command } from 'commander';
import type { Client } from 'pg';

import { wrongUse } from '../cli-error.ts';
import { type GivenTime, parseTime, resolveTimes } from '../options/time.ts';
import { wholeNumber } from '../options/whole-number.ts';

/** The options by which dead letters are chosen. */
export interface LetterOptions {
  readonly type?: string;
  readonly code?: string;
  readonly since?: GivenTime;
  readonly until?: GivenTime;
  readonly limit?: number;
}

export function addLetterOptions(command: Command): Command {
  return command
    .option('--type <event-type>', 'only of this event type')
    .option('--code <code>', 'only with this cause, input_too_large for one')
    .option(
      '--since <time>',
      'only given up then or later: 2026-01-02, 2026-01-02T03:04:05Z, or 2h ago',
      parseTime,
    )
    .option('--until <time>', 'only given up before', parseTime)
    .option('--limit <count>', 'at most so many, the oldest', wholeNumber(1_000_000));
}

/** @throws CliError with exit code 2 when no time can lie between the two. */
export async function filterOf(
  client: Client,
  { type, code, since, until }: LetterOptions,
  eventIds: readonly string[] = [],
): Promise<DeadLetterFilter> {
  const [from, to] = await resolveTimes(client, [since, until]);
  if (from !== undefined && to !== undefined && from >= to) {
    throw wrongUse(
      `Nothing lies between --since ${from} and --until ${to}. Give an earlier --since.`,
    );
  }
  return {
    eventIds: eventIds.length === 0 ? undefined : eventIds,
    eventType: type,
    code,
    since: from,
    until: to,
  };
}

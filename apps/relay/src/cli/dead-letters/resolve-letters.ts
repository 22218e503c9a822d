import {
  countDeadLetters,
  type DeadLetterFilter,
  listDeadLetters,
  type LetterBatch,
  type ResolvedBatch,
} from '@a4c/database';
import type { Client } from 'pg';

import type { Cli } from '../cli.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { confirm } from '../output/confirm.ts';
import { countOf, formatCount } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { writeLines } from '../output/write-lines.ts';
import { letterLines } from './letter-lines.ts';

/** Letters per transaction: short locks, and Ctrl-C is obeyed after a moment. */
const batchSize = 500;
const shownInDryRun = 20;

/** What is done to dead letters, and how it is told. */
export interface Resolution {
  /** "Retry" */
  readonly verb: string;
  /** "queued again" */
  readonly done: string;
  /** Whether it can be done only to events that still have a route. */
  readonly routedOnly: boolean;
  readonly run: (
    client: Client,
    filter: DeadLetterFilter,
    batch: LetterBatch,
  ) => Promise<ResolvedBatch>;
}

export interface ResolveRequest {
  readonly filter: DeadLetterFilter;
  readonly limit: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Counts, asks, and resolves batch by batch. Letters that come later than the count are left alone. */
export async function resolveLetters(
  cli: Cli,
  client: Client,
  resolution: Resolution,
  request: ResolveRequest,
): Promise<ExitCode> {
  const { limit } = request;
  const filter = { ...request.filter, routedOnly: resolution.routedOnly };
  const count = await countDeadLetters(client, request.filter);
  const impossible = resolution.routedOnly ? count.withoutRoute : 0;
  if (impossible > 0) {
    writeLines(cli.err, [
      `Left alone: ${countOf(impossible, 'dead letter')} whose event type starts no workflow any more.`,
    ]);
  }
  const total = Math.min(limit, count.matching - impossible);
  if (total <= 0) {
    writeLines(cli.out, [
      `No open dead letter matches, of ${formatCount(count.open)}. Nothing was done.`,
    ]);
    return exitCode.ok;
  }
  const what =
    total === count.open
      ? `all ${countOf(total, 'open dead letter')}`
      : countOf(total, 'dead letter');
  if (request.dryRun) {
    const letters = await listDeadLetters(client, filter, Math.min(total, shownInDryRun));
    writeLines(cli.out, letterLines(cli.out, letters));
    if (total > letters.length)
      writeLines(cli.out, [`… and ${formatCount(total - letters.length)} more`]);
    writeLines(cli.out, [`Would ${resolution.verb.toLowerCase()} ${what}. Nothing was done.`]);
    return exitCode.ok;
  }
  if (!request.yes && !(await confirm(cli, `${resolution.verb} ${what}?`))) {
    writeLines(cli.out, ['Nothing was done.']);
    return exitCode.ok;
  }
  return inBatches(cli, client, resolution, { filter, total, throughId: count.lastId });
}

async function inBatches(
  cli: Cli,
  client: Client,
  resolution: Resolution,
  work: { readonly filter: DeadLetterFilter; readonly total: number; readonly throughId: string },
): Promise<ExitCode> {
  const interrupted = cli.deferInterrupt();
  const progress = createProgress(cli.err, work.total);
  let [afterId, seen, resolved] = ['0', 0, 0];
  try {
    while (seen < work.total && !interrupted.aborted) {
      const limit = Math.min(batchSize, work.total - seen);
      const batch = await resolution.run(client, work.filter, {
        afterId,
        throughId: work.throughId,
        limit,
      });
      if (batch.seen === 0) break;
      seen += batch.seen;
      resolved += batch.resolved;
      afterId = batch.lastId;
      progress.show(seen);
    }
  } catch (error) {
    progress.clear();
    writeLines(cli.err, [
      `${countOf(resolved, 'dead letter')} ${resolution.done} before it failed.`,
    ]);
    throw error;
  }
  progress.clear();
  writeLines(cli.out, [`${countOf(resolved, 'dead letter')} ${resolution.done}.`]);
  if (seen < work.total && interrupted.aborted) {
    writeLines(cli.err, [
      `Interrupted: ${formatCount(work.total - seen)} were not reached. The same command goes on with them.`,
    ]);
    return exitCode.interrupted;
  }
  return exitCode.ok;
}

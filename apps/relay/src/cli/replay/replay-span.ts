import { replayEvents, type ReplayedSpan, type ReplayPosition } from '@a4c/database';
import type { Client } from 'pg';

import type { Cli } from '../cli.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { countOf } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import { writeLines } from '../output/write-lines.ts';

/** Events per transaction: short locks, and Ctrl-C is obeyed after a moment. */
const batchSize = 500;

/** Queues the span's events batch by batch, oldest first; says how to go on when it ends early. */
export async function replaySpan(
  cli: Cli,
  client: Client,
  span: ReplayedSpan,
  total: number,
): Promise<ExitCode> {
  const interrupted = cli.deferInterrupt();
  const progress = createProgress(cli.err, total);
  let [queued, after, isDone]: [number, ReplayPosition | undefined, boolean] = [
    0,
    undefined,
    false,
  ];
  try {
    while (!isDone && !interrupted.aborted) {
      const batch = await replayEvents(client, span, { after, limit: batchSize });
      isDone = batch === undefined;
      if (batch === undefined) break;
      queued += batch.queued;
      after = batch.last;
      progress.show(queued);
    }
  } catch (error) {
    progress.clear();
    writeLines(cli.err, [
      `${countOf(queued, 'event')} queued before it failed. ${goOn(span, after)}`,
    ]);
    throw error;
  }
  progress.clear();
  writeLines(cli.out, [`${countOf(queued, 'event')} queued again.`]);
  if (isDone) return exitCode.ok;
  writeLines(cli.err, [`Interrupted. ${goOn(span, after)}`]);
  return exitCode.interrupted;
}

/** From the last event on, which may be queued twice: its workflow is attached to. */
function goOn(
  { eventType, since, until }: ReplayedSpan,
  after: ReplayPosition | undefined,
): string {
  return `To go on: a4c-relay replay --type ${eventType} --since ${after?.createdAt ?? since} --until ${until}`;
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { type ArchivedEvent, removeArchivedEvents, type RemovalOutcome } from '@a4c/database';
import type { ClientBase } from 'pg';

import type { OnArchiveStep } from './archive-step.ts';
import { eventOf } from './event-of.ts';
import { readLines } from './read-lines.ts';

/** Events per transaction: short locks, and Ctrl-C is obeyed after a moment. */
const batchSize = 500;

export interface RemovalRun {
  readonly client: ClientBase;
  readonly folder: string;
  readonly before: string;
  readonly signal: AbortSignal;
  readonly onStep: OnArchiveStep;
}

/**
 * Removes the events of one file from the database. Each goes only when its line, as it is on the
 * disk now, is exactly what the database holds; what is gone already or has to stay is passed over,
 * so that this may be done any number of times.
 */
export async function removeEvents(
  { client, folder, before, signal, onStep }: RemovalRun,
  file: string,
): Promise<Map<RemovalOutcome, number>> {
  const total = new Map<RemovalOutcome, number>();
  let batch: ArchivedEvent[] = [];
  async function removeBatch(): Promise<void> {
    const outcomes = await removeArchivedEvents(client, batch, before);
    for (const [outcome, events] of outcomes)
      total.set(outcome, (total.get(outcome) ?? 0) + events);
    onStep({ kind: 'removed', events: outcomes.get('removed') ?? 0 });
    batch = [];
  }
  for await (const line of readLines(join(folder, file))) {
    batch.push({ id: eventOf(line).id, digest: createHash('sha256').update(line).digest() });
    if (batch.length < batchSize) continue;
    await removeBatch();
    signal.throwIfAborted();
  }
  if (batch.length > 0) await removeBatch();
  return total;
}

import { setTimeout as pause } from 'node:timers/promises';

import { benchClient } from '../server/bench-client.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import type { Subject } from './subject.ts';

/** What is written after the handlers have gone gets this long. */
const settlingMs = 2_000;

/** A bench whose subject lost or doubled events measured nothing. */
export class EventsLostError extends Error {
  readonly code = 'events_lost';
  override readonly name = 'EventsLostError';
}

/**
 * How many events were handled, by the handlers' own list.
 *
 * @throws EventsLostError when one was handled twice.
 */
export function countHandled(subject: Subject, eventIds: readonly string[]): number {
  const handled = new Set(eventIds).size;
  if (handled === eventIds.length) return handled;
  throw new EventsLostError(
    `${subject.name} handled ${eventIds.length - handled} events twice. Look for what it retried.`,
  );
}

/**
 * Every event that was inserted was handled, or still waits: by the queue, and by what stands on the
 * events.
 *
 * @throws EventsLostError when the numbers differ.
 */
export async function checkHandled(
  subject: Subject,
  database: Pick<BenchDatabase, 'ownerUrl'>,
  { inserted, handled }: { readonly inserted: number; readonly handled: number },
): Promise<void> {
  const deadline = Date.now() + settlingMs;
  for (;;) {
    const { waiting, unwritten } = await countRest(subject, database);
    // A peer that was stopped in the middle may keep a job that its handler has left.
    const keepsTooMuch = subject.product === 'relay' && waiting + handled > inserted;
    const isWritten = unwritten === undefined || unwritten + handled === inserted;
    if (waiting + handled >= inserted && !keepsTooMuch && isWritten) return;
    if (Date.now() > deadline) {
      throw new EventsLostError(
        `${subject.name}: ${inserted} events inserted, ${handled} handled, ${waiting} waiting, ` +
          `${unwritten ?? 'none'} without write-back. The numbers must add up.`,
      );
    }
    await pause(20);
  }
}

async function countRest(
  subject: Subject,
  { ownerUrl }: Pick<BenchDatabase, 'ownerUrl'>,
): Promise<{ readonly waiting: number; readonly unwritten: number | undefined }> {
  await using owner = await benchClient(ownerUrl);
  const count = async (sql: string) => {
    const { rows } = await owner.client.query<{ count: number }>(sql);
    return rows[0]?.count ?? Number.NaN;
  };
  const waiting = await count(subject.countWaiting);
  if (subject.settings.writeBack === 'none') return { waiting, unwritten: undefined };
  const unwritten =
    'SELECT count(*)::integer AS count FROM domain_events WHERE processed_at IS NULL';
  return { waiting, unwritten: await count(unwritten) };
}

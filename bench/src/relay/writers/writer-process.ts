import { monotonicMs } from '../measuring/monotonic-ms.ts';
import { type FastInserter, openFastInserter } from './fast-inserter.ts';
import { insertAsScheduled } from './insert-as-scheduled.ts';
import type { FromWriter, ToWriter } from './writer-messages.ts';

/** All writers of a run, in a process of their own, so that they do not wait for the bench's reports. */
let inserters: FastInserter[] = [];
let allowed = Number.POSITIVE_INFINITY;
let insertedInAll = 0;
let room = Promise.withResolvers<void>();

/** Each inserts, waits for its commit, and inserts again. */
async function insertFor(clients: number, ms: number): Promise<FromWriter> {
  const fromMs = monotonicMs();
  const untilMs = fromMs + ms;
  let events = 0;
  const over = setTimeout(() => room.resolve(), ms);
  async function insertOn(inserter: FastInserter): Promise<void> {
    while (monotonicMs() < untilMs) {
      if (insertedInAll >= allowed) {
        await room.promise;
        continue;
      }
      insertedInAll += 1;
      events += 1;
      await inserter.insert();
    }
  }
  await Promise.all(inserters.slice(0, clients).map(insertOn));
  clearTimeout(over);
  return { kind: 'inserted', events, ms: monotonicMs() - fromMs };
}

function allow(events: number): void {
  allowed = events;
  room.resolve();
  room = Promise.withResolvers();
}

async function answer(message: Exclude<ToWriter, { kind: 'allow' }>): Promise<FromWriter> {
  switch (message.kind) {
    case 'open': {
      const { url, sql, clients } = message;
      [allowed, insertedInAll] = [Number.POSITIVE_INFINITY, 0];
      inserters = await Promise.all(
        Array.from({ length: clients }, async () => openFastInserter(url, sql)),
      );
      return { kind: 'opened' };
    }
    case 'insert':
      return insertFor(message.clients, message.ms);
    case 'schedule':
      return { kind: 'committed', ...(await insertAsScheduled(message)) };
    case 'close':
      for (const inserter of inserters) inserter.close();
      inserters = [];
      return { kind: 'closed' };
  }
}

process.on('message', (message: ToWriter) => {
  if (message.kind === 'allow') return allow(message.events);
  answer(message).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ kind: 'failed', reason: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C in the terminal reaches the parent as well, which then is gone.
process.on('SIGINT', () => {});

import { Pool } from 'pg';

import { preparedOn, writeBack } from './write-back.ts';

/** So many statements at once: one is written while the next one fills. */
const writers = 2;

/**
 * Joins the write-backs of handlers that run at the same time: whoever comes while all writers are
 * busy goes with the next statement. The returned function resolves when the event is committed.
 */
export function createSharedWriteBack(databaseUrl: string): (eventId: string) => Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: writers });
  let waiting: { eventId: string; done: PromiseWithResolvers<void> }[] = [];
  let busy = 0;

  async function writeAll(): Promise<void> {
    busy += 1;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await writeBack(
          preparedOn(pool),
          batch.map(({ eventId }) => eventId),
        );
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    busy -= 1;
  }

  return async (eventId) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ eventId, done });
    // At the end of this turn, so that handlers that were called together are written together.
    if (busy < writers && waiting.length === 1) setImmediate(() => void writeAll());
    return done.promise;
  };
}

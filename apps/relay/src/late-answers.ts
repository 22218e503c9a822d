import { holdBackEvent, lockEvents } from '@a4c/database';
import type { Pool, PoolClient } from 'pg';

import type { RelayConfig } from './config.ts';
import { cutText } from './cut-text.ts';
import { isRefusal } from './database-session.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type AnsweredEvent, writeAnswers } from './write-answers.ts';

/** Between two tries to write answers whose rows were busy or whose database was away. */
const retryPauseMs = 100;
/** An event whose acknowledgement the database refuses is tried again so much later. */
const refusedBackoffMs = 60_000;

export interface LateAnswers {
  /** Takes an answer that could not be written in its claim's transaction. */
  add(answered: AnsweredEvent): void;
  /** Resolves when none is left. */
  drained(): Promise<void>;
}

/**
 * Writes answers that came after their claim had ended, or whose batch the database refused: all
 * that wait in one transaction, and event by event when that is refused, so that one bad row holds
 * nobody back. Request ids guard each write, so an answer that was overtaken by a reprocessing
 * changes nothing. An answer that is lost with this process costs a repeated call to Temporal, which
 * answers the same.
 */
export function createLateAnswers(
  pool: Pool,
  config: RelayConfig,
  lifecycle: Lifecycle,
): LateAnswers {
  let waiting: AnsweredEvent[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const left = await writeAll(batch);
      waiting.push(...left);
      if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
    }
    working = undefined;
  }

  /** Resolves with what has to be tried again. */
  async function writeAll(batch: readonly AnsweredEvent[]): Promise<readonly AnsweredEvent[]> {
    try {
      return await write(batch);
    } catch (error) {
      if (!isRefusal(error)) {
        lifecycle.emit('databaseLost', { reason: messageOf(error) });
        return batch;
      }
      const [only, ...others] = batch;
      if (only !== undefined && others.length === 0) return holdBack(only, error);
      const left: AnsweredEvent[] = [];
      for (const answered of batch) left.push(...(await writeAll([answered])));
      return left;
    }
  }

  async function write(batch: readonly AnsweredEvent[]): Promise<readonly AnsweredEvent[]> {
    const written = await inTransaction(pool, async (client) => {
      const ids = batch.map(({ event }) => event.event_id);
      const locked = await lockEvents(client, ids);
      const mine = batch.filter(({ event }) => locked.has(event.event_id));
      return { mine, tell: await writeAnswers(client, mine, config) };
    });
    written.tell(lifecycle);
    const done = new Set(written.mine);
    return batch.filter((answered) => !done.has(answered));
  }

  /** The event itself cannot be updated, so the reason stands on its dispatch row and attempts only. */
  async function holdBack(answered: AnsweredEvent, cause: unknown): Promise<AnsweredEvent[]> {
    const { event_id, request_id } = answered.event;
    const message = cutText(`The database refuses the acknowledgement: ${messageOf(cause)}`);
    const code = 'acknowledgement_refused';
    const refused = { event_id, request_id, code, message, backoffMs: refusedBackoffMs };
    try {
      await inTransaction(pool, (client) => holdBackEvent(client, refused));
      lifecycle.emit('failed', { eventId: event_id, code, message });
      return [];
    } catch (error) {
      lifecycle.emit('databaseLost', { reason: messageOf(error) });
      return [answered];
    }
  }

  return {
    add(answered) {
      waiting.push(answered);
      working ??= work();
    },
    drained: async () => working,
  };
}

async function inTransaction<Result>(
  pool: Pool,
  action: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await action(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection that breaks off mid-transaction is closed; the server rolls back.
    client.release(true);
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

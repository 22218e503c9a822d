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
  /** Takes answers that could not be written in their claim's transaction. */
  add(answered: AnsweredEvent): void;
  /** Resolves when none is left. */
  drained(): Promise<void>;
}

/**
 * Writes answers that came after their claim had ended, or whose batch the database refused: event
 * by event, so that one bad row holds nobody back. Request ids guard each write, so an answer that
 * was overtaken by a reprocessing changes nothing. An answer that is lost with this process costs a
 * repeated call to Temporal, which answers the same.
 */
export function createLateAnswers(
  pool: Pool,
  config: RelayConfig,
  lifecycle: Lifecycle,
): LateAnswers {
  const waiting: AnsweredEvent[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const isDone = await write(next);
      if (!isDone) {
        waiting.push(next);
        await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
      }
    }
    working = undefined;
  }

  async function write(answered: AnsweredEvent): Promise<boolean> {
    try {
      const tell = await inTransaction(pool, async (client) => {
        const locked = await lockEvents(client, [answered.event.event_id]);
        return locked.size === 0 ? undefined : writeAnswers(client, [answered], config);
      });
      tell?.(lifecycle);
      return tell !== undefined;
    } catch (error) {
      if (!isRefusal(error)) {
        lifecycle.emit('databaseLost', { reason: messageOf(error) });
        return false;
      }
      return recordRefusal(answered, error);
    }
  }

  /** The event itself cannot be updated, so the reason stands on its dispatch row and attempts only. */
  async function recordRefusal({ event }: AnsweredEvent, error: unknown): Promise<boolean> {
    const message = cutText(`The database refuses the acknowledgement: ${messageOf(error)}`);
    const code = 'acknowledgement_refused';
    const { event_id, request_id } = event;
    const refused = { event_id, request_id, code, message, backoffMs: refusedBackoffMs };
    try {
      await inTransaction(pool, (client) => holdBackEvent(client, refused));
      lifecycle.emit('failed', { eventId: event.event_id, code, message });
      return true;
    } catch (cause) {
      lifecycle.emit('databaseLost', { reason: messageOf(cause) });
      return false;
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
    await client.query('BEGIN');
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

import { holdBackEvent, lockEvents } from '@a4c/database';
import type { Pool, PoolClient } from 'pg';

import { backoffMs } from '../backoff.ts';
import type { RelayConfig } from '../config.ts';
import { isRefusal } from '../database/is-refusal.ts';
import { messageOf } from '../database/message-of.ts';
import { type Lifecycle, referenceTo } from '../lifecycle.ts';
import type { AnsweredEvent } from '../starting/answer.ts';
import { cutText } from './cut-text.ts';
import { type Tell, writeAnswers } from './write-answers.ts';

/** Between two tries to write answers whose rows were busy or whose database was away. */
const retryPauses = { baseMs: 50, maxMs: 1_000 };
/** An event whose acknowledgement the database refuses is tried again so much later. */
const refusedBackoffMs = 60_000;

/**
 * How long the claim that an answer belongs to is good, by the monotonic clock. Changed to 0 when
 * the claim's transaction was lost: then another relay may have the event.
 */
export interface Lease {
  untilMs: number;
}

export interface LateAnswers {
  readonly waiting: number;
  /** Takes an answer that could not be written in its claim's transaction. */
  add(answered: AnsweredEvent, lease: Lease): void;
  /** Resolves when none is left. */
  drained(): Promise<void>;
}

interface LateAnswer extends AnsweredEvent {
  readonly lease: Lease;
}

/**
 * Writes answers that came after their claim had ended, or whose batch the database refused: all
 * that wait in one transaction, and event by event when that is refused, so that one bad row holds
 * nobody back. Request ids guard each write, so an answer that was overtaken by a reprocessing
 * changes nothing. A workflow that runs is written whenever its answer comes; a failure only while
 * its claim is good, since it is the next claim's affair then. An answer that is lost with this
 * process costs a repeated call to Temporal, which answers the same.
 */
export function createLateAnswers(
  pool: Pool,
  config: RelayConfig,
  lifecycle: Lifecycle,
  onWritten: () => void,
): LateAnswers {
  let waiting: LateAnswer[] = [];
  let working: Promise<void> | undefined;
  let failedTries = 0;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.filter(isWorthWriting);
      waiting = [];
      const left = await writeAll(batch);
      waiting.push(...left);
      failedTries = left.length > 0 ? failedTries + 1 : 0;
      if (left.length < batch.length) onWritten();
      if (left.length > 0) await pauseFor(backoffMs(failedTries, retryPauses));
    }
    working = undefined;
  }

  /** Resolves with what has to be tried again. */
  async function writeAll(batch: readonly LateAnswer[]): Promise<readonly LateAnswer[]> {
    const [first, ...others] = batch;
    if (first === undefined) return batch;
    try {
      return others.length === 0 ? await writeOrHoldBack(first) : await write(batch);
    } catch (error) {
      // One alone has had its refusal recorded, unless that was refused as well.
      if (others.length === 0 || !isRefusal(error)) {
        lifecycle.emit('databaseLost', { reason: messageOf(error) });
        return batch;
      }
      const left: LateAnswer[] = [];
      for (const answered of batch) left.push(...(await writeAll([answered])));
      return left;
    }
  }

  async function write(batch: readonly LateAnswer[]): Promise<readonly LateAnswer[]> {
    const startedAt = performance.now();
    const written = await inTransaction(pool, async (client) => {
      const ids = batch.map(({ event }) => event.event_id);
      const locked = await lockEvents(client, ids);
      const mine = batch.filter(({ event }) => locked.has(event.event_id));
      return { mine, tell: await writeAnswers(client, mine, config) };
    });
    told(written, startedAt);
    const done = new Set(written.mine);
    return batch.filter((answered) => !done.has(answered));
  }

  /** The event keeps locked from the refusal on, so that nobody finds it in between. */
  async function writeOrHoldBack(answered: LateAnswer): Promise<readonly LateAnswer[]> {
    const startedAt = performance.now();
    const written = await inTransaction(pool, async (client) => {
      const locked = await lockEvents(client, [answered.event.event_id]);
      if (locked.size === 0) return undefined;
      await client.query('SAVEPOINT answer');
      try {
        const tell = await writeAnswers(client, [answered], config);
        // What would be refused at COMMIT only.
        await client.query('SET CONSTRAINTS ALL IMMEDIATE');
        return { mine: [answered], tell };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        await client.query('ROLLBACK TO SAVEPOINT answer');
        return { mine: [], tell: await holdBack(client, answered, error) };
      }
    });
    if (written === undefined) return [answered];
    told(written, startedAt);
    return [];
  }

  /** The event itself cannot be updated, so the reason stands on its dispatch row and attempts only. */
  async function holdBack(client: PoolClient, answered: LateAnswer, cause: unknown): Promise<Tell> {
    const { event_id, request_id } = answered.event;
    const message = cutText(`The database refuses the acknowledgement: ${messageOf(cause)}`);
    const code = 'acknowledgement_refused';
    const refused = { event_id, request_id, code, message, backoffMs: refusedBackoffMs };
    const isNews = await holdBackEvent(client, refused);
    return () => {
      if (isNews) lifecycle.emit('failed', { ...referenceTo(answered.event), code, message });
    };
  }

  function told({ mine, tell }: { mine: readonly LateAnswer[]; tell: Tell }, startedAt: number) {
    lifecycle.emit('written', { count: mine.length, ms: performance.now() - startedAt });
    tell(lifecycle);
  }

  return {
    get waiting() {
      return waiting.length;
    },
    add(answered, lease) {
      waiting.push({ ...answered, lease });
      working ??= work();
    },
    drained: async () => working,
  };
}

function isWorthWriting({ answer, lease }: LateAnswer): boolean {
  const isFailure = answer.kind === 'failed' || answer.kind === 'outage';
  return !isFailure || performance.now() < lease.untilMs;
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

function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

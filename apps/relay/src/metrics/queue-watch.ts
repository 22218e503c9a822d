import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'pg';

import { createStatementNames } from '../database/statement-names.ts';
import { measureQueue, type QueueDepth } from './measure-queue.ts';

/** What was measured last. */
export interface QueueReading {
  readonly depth: QueueDepth;
  /** Seconds since the epoch, when it was measured, and how long that took. */
  readonly atSeconds: number;
  readonly tookSeconds: number;
}

/** Looks into the queue for whoever asks, but rarely. */
export interface QueueWatch {
  /** The last reading, or a new one when that is old. Undefined when the database did not answer. */
  read(): Promise<QueueReading | undefined>;
  stop(): Promise<void>;
}

/** A reading serves all who ask within a hundred times what it took, but at least and at most so long. */
const maxAge = { minMs: 5_000, maxMs: 60_000, costFactor: 100 };
/** A database in trouble must not keep the process's own figures from being read. */
const patienceMs = 2_000;
/** Entries of an index that one count walks over at most. */
const limit = 10_000;

/** For this transaction only, as poolers want it. Compiling takes longer than the statements themselves. */
const beginning = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${patienceMs}; SET LOCAL jit = off`;

/** On a session of its own, which is closed when nobody has asked for half a minute. */
export function watchQueue(databaseUrl: string): QueueWatch {
  const names = createStatementNames();
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'a4c-relay metrics',
    max: 1,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    onConnect: (client) => {
      client.on('error', ignore);
      names.watch(client);
    },
  });
  pool.on('error', ignore);
  let reading: QueueReading | undefined;
  let isDueAtMs = Number.NEGATIVE_INFINITY;
  let measuring: Promise<void> | undefined;

  async function measure(): Promise<void> {
    const startedAtMs = performance.now();
    const atSeconds = Date.now() / 1_000;
    reading = await ask(pool).then(
      (depth) => ({ depth, atSeconds, tookSeconds: (performance.now() - startedAtMs) / 1_000 }),
      () => undefined,
    );
    const costMs =
      reading === undefined ? 0 : (performance.now() - startedAtMs) * maxAge.costFactor;
    isDueAtMs = performance.now() + Math.min(maxAge.maxMs, Math.max(maxAge.minMs, costMs));
    measuring = undefined;
  }

  return {
    async read() {
      if (performance.now() < isDueAtMs) return reading;
      const patience = new AbortController();
      const tooLate = pause(patienceMs, undefined, patience).catch(ignore);
      await Promise.race([(measuring ??= measure()), tooLate]);
      patience.abort();
      return measuring === undefined ? reading : undefined;
    },
    stop: () => pool.end(),
  };
}

async function ask(pool: Pool): Promise<QueueDepth> {
  const client = await pool.connect();
  try {
    await client.query(beginning);
    const depth = await measureQueue(client, limit);
    await client.query('COMMIT');
    client.release();
    return depth;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function ignore(): void {}

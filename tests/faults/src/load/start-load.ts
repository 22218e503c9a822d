import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { commitEvents, type EventShape } from './insert-events.ts';
import type { Ledger } from './ledger.ts';

export interface LoadOptions {
  readonly databaseUrl: string;
  readonly ledger: Ledger;
  /** Events in one second, over all sessions. */
  readonly perSecond: number;
  /** Of the events of one transaction. Default: plain ones. */
  readonly shape?: () => EventShape;
  /** Events in one transaction. Default: 1. */
  readonly perCommit?: number;
  readonly sessions?: number;
  /** When transactions begin: evenly, or at random as independent clients do. */
  readonly rhythm?: 'even' | 'random';
}

export interface Load {
  /** Resolves when so many events of this load are known to be committed. */
  committed(count: number): Promise<void>;
  /** Resolves when the transactions that were begun have ended. */
  stop(): Promise<void>;
}

/** Between two tries of a writer to reach a database that is away. */
const reconnectMs = 50;

/**
 * Writers that go on whatever happens to the database: a transaction that fails is entered in the
 * ledger, and the next one has new events.
 */
export function startLoad(options: LoadOptions): Load {
  const { sessions = 2, perSecond, perCommit = 1, rhythm = 'even', ledger } = options;
  const { shape = () => ({}) } = options;
  const meanMs = (1_000 * sessions * perCommit) / perSecond;
  const stopping = new AbortController();
  const progress = new Set<() => void>();
  let committed = 0;

  async function write(): Promise<void> {
    let client: Client | undefined;
    let due = performance.now();
    while (!stopping.signal.aborted) {
      // Exponential intervals: the arrivals of clients that know nothing of each other.
      due += rhythm === 'even' ? meanMs : -Math.log(1 - Math.random()) * meanMs;
      await waitUntil(due, stopping.signal);
      try {
        client ??= await connect(options.databaseUrl);
        const ids = await commitEvents(client, ledger, { ...shape(), count: perCommit });
        committed += ids.length;
        for (const look of progress) look();
      } catch {
        client?.end().catch(() => {});
        client = undefined;
        await waitUntil(performance.now() + reconnectMs, stopping.signal);
        due = performance.now();
      }
    }
    await client?.end();
  }

  const running = Promise.all(Array.from({ length: sessions }, write));
  return {
    committed: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (committed < count) return;
          progress.delete(look);
          resolve();
        };
        progress.add(look);
        look();
      }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'a4c-faults writer',
    connectionTimeoutMillis: 2_000,
  });
  // What breaks is told by the query that it breaks.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function waitUntil(due: number, signal: AbortSignal): Promise<void> {
  const ms = due - performance.now();
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => {});
}

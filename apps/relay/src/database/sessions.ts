import { Socket } from 'node:net';

import { claimSettings } from '@a4c/database';
import { Client, Pool } from 'pg';

import { createStatementNames } from './statement-names.ts';

/**
 * Who does not answer so soon is taken for dead: a statement, and whoever is to accept a connection.
 * An idle session's next statement comes within 1.2 s, so a dead one is noticed within 8 s.
 */
const timeouts = { query_timeout: 6_000, connectionTimeoutMillis: 5_000 };

/**
 * `idle_in_transaction_session_timeout` ends a session that stops between statements;
 * `tcp_user_timeout` one whose process no longer reads what the server sends, which the former
 * does not see (measured: locks still held after 24 s without it, freed in under 5 s with it).
 * Statements, not start-up parameters: a pooler in between refuses those.
 */
const sessionSettings = `
  SET statement_timeout = '5s';
  SET idle_in_transaction_session_timeout = '5s';
  SET tcp_user_timeout = '3s';
  ${claimSettings}`;

/** A connection that is given up when it is lost, and never waited for. */
export interface DatabaseSession {
  readonly client: Client;
  /** After the statements that were sent. */
  close(): Promise<void>;
  /** At once, without waiting for a server that may not answer. */
  abandon(): void;
}

/** The relay's connections: direct, kept alive, and cut off by the server when this process freezes. */
export interface Sessions {
  /** When `lost` was called last, by `performance.now()`. */
  readonly lostAtMs: number;
  /** A session was found dead. What has broken it may have broken others that sit idle. */
  lost(): void;
  /** One of its own. Statements are sent without waiting for the answers of earlier ones. */
  open(purpose: string, onLost: (reason: string) => void): Promise<DatabaseSession>;
  /** A few that are shared, for what is not a lane's. `onLost`: one of them broke while in use. */
  createPool(onLost: (reason: string) => void): Pool;
}

export function createSessions(databaseUrl: string): Sessions {
  const names = createStatementNames();
  let lostAtMs = Number.NEGATIVE_INFINITY;

  return {
    get lostAtMs() {
      return lostAtMs;
    },
    lost() {
      lostAtMs = performance.now();
    },

    async open(purpose, onLost) {
      // Of our own, so that it can be cut off: a client only ends when its statements have.
      const socket = new Socket();
      const client = new Client({
        connectionString: databaseUrl,
        application_name: `a4c-relay ${purpose}`,
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
        ...timeouts,
        pipeline: true,
        stream: () => socket,
      });
      names.watch(client);
      let isAbandoned = false;
      const tellLoss = (reason: string): void => {
        if (!isAbandoned) onLost(reason);
      };
      const abandon = (): void => {
        isAbandoned = true;
        socket.destroy();
      };
      client.on('error', (error) => tellLoss(error.message));
      client.on('end', () => tellLoss('the connection ended'));
      try {
        await client.connect();
        await client.query(sessionSettings);
      } catch (error) {
        abandon();
        throw error;
      }
      return {
        client,
        abandon,
        async close() {
          isAbandoned = true;
          await client.end();
        },
      };
    },

    createPool(onLost) {
      const pool = new Pool({
        connectionString: databaseUrl,
        application_name: 'a4c-relay answers',
        keepAlive: true,
        max: 3,
        ...timeouts,
        // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits it; its type does not say so
        onConnect: async (client) => {
          // The pool listens for the errors of idle clients only.
          client.on('error', (error) => onLost(error.message));
          names.watch(client);
          await client.query(sessionSettings);
        },
      });
      // An idle client's error: its own listener has told it.
      pool.on('error', () => {});
      return pool;
    },
  };
}

import { Socket } from 'node:net';

import { Client } from 'pg';

/** A client that got no answer for so long takes its connection for dead. Claims take milliseconds. */
const queryTimeoutMs = 8_000;

/** Statements, not start-up parameters: a pooler in between refuses those. */
export const sessionSettings = `
  SET statement_timeout = '7s';
  SET idle_in_transaction_session_timeout = '5s';
  SET tcp_user_timeout = '3s'`;

/** A connection that is given up when it is lost, and never waited for. */
export interface DatabaseSession {
  readonly client: Client;
  /** After the statements that were sent. */
  close(): Promise<void>;
  /** At once, without waiting for a server that may not answer. */
  abandon(): void;
}

/**
 * A database session of the relay: direct, kept alive, and cut off by the server when this process
 * freezes. `idle_in_transaction_session_timeout` ends a session that stops between statements;
 * `tcp_user_timeout` one whose process no longer reads what the server sends, which the former
 * does not see (measured: locks still held after 24 s without it, freed in under 5 s with it).
 * Statements are sent without waiting for the answers of earlier ones.
 */
export async function openSession(
  databaseUrl: string,
  purpose: string,
  onLost: (reason: string) => void,
  settings = '',
): Promise<DatabaseSession> {
  // Of our own, so that it can be cut off: a client only ends when its statements have.
  const socket = new Socket();
  const client = new Client({
    connectionString: databaseUrl,
    application_name: `a4c-relay ${purpose}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeoutMs,
    pipeline: true,
    stream: () => socket,
  });
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
    await client.query(`${sessionSettings}; ${settings}`);
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
}

/**
 * Whether the database refused what a row would become (classes 22, 23, 55, P0), as opposed to a
 * connection or server in trouble. 55P03 is a lock that was not to be had.
 */
export function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|55|P0)...$/.test(code) && code !== '55P03';
}

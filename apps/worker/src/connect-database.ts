import { Pool } from 'pg';
import type { Logger } from 'pino';

/**
 * The worker's connections, opened when they are needed. A broken one is replaced by the next query.
 * All limits end before an activity attempt does: what Temporal gave up must not commit later.
 */
export function connectDatabase(databaseUrl: string, log: Logger): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'a4c-worker',
    max: 20,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    query_timeout: 6_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  return pool;
}

import {
  type EventData,
  type EventType,
  isEventType,
  registry,
  UnknownEventTypeError,
} from '@a4c/contracts';
import { createEmitEvent } from '@a4c/emit-event';
import { createEventQueries } from '@a4c/event-queries';
import { Pool, type PoolClient } from 'pg';

import { createAcceptInvitation } from './accept-invitation.ts';
import { findStored } from './find-stored.ts';
import type { EdgeOptions } from './handler/create-edge.ts';
import type { UncheckedEvent } from './handler/emit-function.ts';
import { type Log, loggableError } from './handler/log.ts';

/** Writes and reads take milliseconds; the server gives up before the client does, so that both know. */
const statementTimeoutMs = 5_000;
const queryTimeoutMs = 6_000;
/** For a free connection of the pool as well as for a new one. */
const connectTimeoutMs = 3_000;

/** What the edge asks of the database. */
export type DatabasePorts = Pick<
  EdgeOptions,
  'emitEvent' | 'findEvent' | 'acceptInvitation' | 'findEventStatus' | 'findReasonsNotReady'
>;

/** A pool for the edge's login, a member of `a4c_edge`. */
export function createEdgePool(
  databaseUrl: string,
  { log, maxConnections = 10 }: { readonly log: Log; readonly maxConnections?: number },
): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'a4c-edge',
    max: maxConnections,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: queryTimeoutMs,
  });
  // The pool drops the connection and opens another when it needs one.
  pool.on('error', (error) => log.warn({ error: loggableError(error) }, 'a connection was lost'));
  return pool;
}

/** The edge's view of the database. */
export function connectDatabase(pool: Pool): DatabasePorts {
  const emit = createEmitEvent({ pool });
  const { findEventStatus } = createEventQueries({ pool });
  const emitUnchecked = async (event: UncheckedEvent, transaction?: { client: PoolClient }) => {
    const { eventId, eventType, aggregateId, eventData, metadata } = event;
    if (!isEventType(eventType)) throw new UnknownEventTypeError(eventType);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- emitEvent checks it first of all
    const data = eventData as unknown as EventData<EventType>;
    return emit({ eventType, aggregateId, eventData: data, metadata, eventId }, transaction);
  };
  return {
    emitEvent: async (event) => emitUnchecked(event),
    findEvent: (eventId) => findStored(pool, eventId),
    acceptInvitation: createAcceptInvitation(pool, async (event, client) =>
      emitUnchecked(event, { client }),
    ),
    findEventStatus,
    findReasonsNotReady: () => findReasonsNotReady(pool),
  };
}

async function findReasonsNotReady(pool: Pool): Promise<string[]> {
  const types = registry.filter((contract) => 'http' in contract).map(({ type }) => type);
  try {
    const { rows } = await pool.query<{ type: string }>(
      `SELECT type FROM unnest($1::text[]) AS type WHERE NOT contracts.emittable_over_http(type)`,
      [types],
    );
    return rows.map(
      ({ type }) => `The database does not let clients emit ${type}. Run migrate of this release.`,
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return [`The database cannot be asked${code}. Check DATABASE_URL, and run migrate.`];
  }
}

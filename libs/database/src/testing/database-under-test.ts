import { contractOf, type EventType, type StoredEvent } from '@a4c/contracts';
import { createTestDatabase, type DatabaseRole } from '@a4c/test-harness';
import { Pool, type PoolClient } from 'pg';

import { acknowledgeStarts } from '../dispatch/acknowledge-starts.ts';
import { deadLetterEvents } from '../dispatch/dead-letter-events.ts';
import { recordFailures } from '../dispatch/record-failures.ts';

export const bootstrapType = 'organization.bootstrap_initiated';

/** The guide's columns, as anyone with a service role's rights inserts them. */
export interface ArrangedEvent {
  readonly type?: EventType;
  readonly aggregateId?: string;
  readonly data?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export type DatabaseUnderTest = Awaited<ReturnType<typeof createDatabaseUnderTest>>;

/** A migrated database, sessions of every role, and what the processes of the system do to it. */
export async function createDatabaseUnderTest() {
  const database = await createTestDatabase();
  const pools = new Map<string, Pool>();

  function poolTo(url: string): Pool {
    const pool = pools.get(url) ?? new Pool({ connectionString: url, max: 4 });
    pools.set(url, pool);
    return pool;
  }

  /** Sessions as a process of that role would have them. */
  const as = (role: DatabaseRole): Pool => poolTo(database.urlFor(role));

  const insert = async (
    { type = bootstrapType, aggregateId, data, metadata }: ArrangedEvent = {},
    client: Pool | PoolClient = as('service'),
  ): Promise<StoredEvent> => {
    const { aggregateType, examples } = contractOf(type);
    const { rows } = await client.query<StoredEvent>(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       VALUES ($1, $2, $3, $4, $5) RETURNING *`,
      [
        type,
        aggregateType,
        aggregateId ?? crypto.randomUUID(),
        JSON.stringify(data ?? examples[0]),
        JSON.stringify({ timestamp: '2026-01-02T03:04:05.678Z', ...metadata }),
      ],
    );
    return only(rows);
  };

  const requestOf = async (eventId: string): Promise<string> => {
    const { rows } = await as('relay').query<{ request_id: string }>(
      'SELECT request_id FROM workflow_dispatch WHERE event_id = $1',
      [eventId],
    );
    return only(rows).request_id;
  };

  return {
    ...database,
    as,
    /** The role that migrated: no row policy binds it. */
    owner: poolTo(database.ownerUrl),
    /** A superuser. */
    admin: poolTo(database.adminUrl),
    insert,
    requestOf,

    find: async (id: string): Promise<StoredEvent> => {
      const { rows } = await as('service').query<StoredEvent>(
        'SELECT * FROM domain_events WHERE id = $1',
        [id],
      );
      return only(rows);
    },

    statusOf: async (id: string): Promise<string> => {
      const { rows } = await as('reader').query<{ status: string }>(
        'SELECT status FROM event_status($1)',
        [id],
      );
      return only(rows).status;
    },

    /** The relay writes that Temporal started the workflow, or had it. */
    start: async (event: StoredEvent, outcome: 'started' | 'attached' = 'started') => {
      const request_id = await requestOf(event.id);
      return using(as('relay'), async (client) =>
        acknowledgeStarts(client, [
          {
            event_id: event.id,
            request_id,
            workflow_id: `org-bootstrap-${event.aggregate_id}`,
            workflow_run_id: crypto.randomUUID(),
            workflow_type: 'organizationBootstrapWorkflow',
            outcome,
          },
        ]),
      );
    },

    /** The relay writes that an attempt failed. */
    failStart: async (event: StoredEvent, message = 'unavailable') => {
      const request_id = await requestOf(event.id);
      return using(as('relay'), async (client) =>
        recordFailures(client, [
          {
            event_id: event.id,
            request_id,
            outcome: 'failed',
            code: 'INTERNAL',
            message,
            backoffMs: 60_000,
          },
        ]),
      );
    },

    /** The relay writes that it gives up. */
    giveUp: async (event: StoredEvent) => {
      const request_id = await requestOf(event.id);
      return using(as('relay'), async (client) =>
        deadLetterEvents(client, [
          {
            event_id: event.id,
            request_id,
            code: 'input_too_large',
            reason: 'The input is too large.',
          },
        ]),
      );
    },

    /** The guide's reprocessing. */
    reprocess: async (ids: readonly string[], role: 'operator' | 'service' = 'operator') =>
      as(role).query(
        `UPDATE domain_events SET processed_at = NULL, retry_count = 0, processing_error = NULL
         WHERE id = ANY ($1)`,
        [ids],
      ),

    [Symbol.asyncDispose]: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Runs `use` on one session. */
export async function using<T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await use(client);
  } finally {
    // Thrown away: what a test left in the session must not reach the next one.
    client.release(true);
  }
}

/** The one row of a result. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0)
    throw new Error(`Expected one row, got ${rows.length}.`);
  return row;
}

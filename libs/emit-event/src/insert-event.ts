import type { StoredEvent } from '@a4c/contracts';
import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A `pg` pool or client. */
export interface Queryable {
  query<Row extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<Row>>;
}

/** The columns that an emitter fills. */
export interface EventRow {
  readonly id: string;
  readonly event_type: string;
  readonly event_version: number;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly event_data: unknown;
  readonly event_metadata: unknown;
}

const columns = `id, sequence_number, event_type, event_version, aggregate_type, aggregate_id,
  event_data, event_metadata, created_at, processed_at, processing_error, retry_count`;

/** Inserts an event, or returns the one that is stored under its id. */
export async function insertEvent<Type extends string, Data>(
  database: Queryable,
  row: EventRow,
): Promise<StoredEvent<Type, Data>> {
  const inserted = await database.query<StoredEvent<Type, Data>>({
    name: 'emit-event',
    text: `
INSERT INTO domain_events
  (id, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING
RETURNING ${columns}`,
    values: [
      row.id,
      row.event_type,
      row.event_version,
      row.aggregate_type,
      row.aggregate_id,
      JSON.stringify(row.event_data),
      JSON.stringify(row.event_metadata),
    ],
  });
  return inserted.rows[0] ?? findStored(database, row);
}

/**
 * Another kind of event has the id that was given; without its type, when the role may not read it.
 * `code` is stable: `event_id_taken`.
 */
export class EventIdTakenError extends Error {
  readonly code = 'event_id_taken';
  readonly eventId: string;

  constructor(eventId: string, storedType?: string) {
    const stored =
      storedType === undefined
        ? 'an event that this role may not read'
        : `a stored "${storedType}"`;
    super(
      `Event id ${eventId} is that of ${stored}. ` +
        'Draw another id, or derive it from the event type too.',
    );
    this.name = 'EventIdTakenError';
    this.eventId = eventId;
  }
}

/**
 * A conflicting row is committed, so a new statement sees it: in stricter isolation than READ COMMITTED
 * it fails the insertion (40001) unless it can be seen. What stays unseen is hidden by a row policy,
 * which shows a role the types that it may insert: the stored event has another one.
 */
async function findStored<Type extends string, Data>(
  database: Queryable,
  { id, event_type }: EventRow,
): Promise<StoredEvent<Type, Data>> {
  const { rows } = await database.query<StoredEvent<Type, Data>>({
    name: 'find-emitted-event',
    text: `SELECT ${columns} FROM domain_events WHERE id = $1`,
    values: [id],
  });
  const [stored] = rows;
  if (stored?.event_type !== event_type) throw new EventIdTakenError(id, stored?.event_type);
  return stored;
}

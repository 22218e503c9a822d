import type { Pool, PoolClient } from 'pg';

import type { StoredFacts } from './handler/emit-function.ts';

/** The event that is stored under an id, when clients may emit its type. */
export async function findStored(
  database: Pool | PoolClient,
  eventId: string,
): Promise<StoredFacts | undefined> {
  const { rows } = await database.query<StoredFacts>({
    name: 'find-stored',
    text: 'SELECT event_type, aggregate_id, event_data, event_metadata FROM domain_events WHERE id = $1',
    values: [eventId],
  });
  return rows[0];
}

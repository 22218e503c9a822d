import type { Client } from 'pg';

import { CliError } from '../cli-error.ts';

/** The error for an event that the table does not hold: whether it is in the archive. */
export async function unknownEvent(client: Client, eventId: string): Promise<CliError> {
  const { rows } = await client.query<{ archived_at: Date; archived_by: string }>(
    'SELECT archived_at, archived_by FROM archived_event WHERE event_id = $1',
    [eventId],
  );
  const [archived] = rows;
  if (archived === undefined) {
    return new CliError(
      'unknown_event',
      `There is no event ${eventId} in this database. Check the id, and DATABASE_URL.`,
    );
  }
  return new CliError(
    'archived_event',
    `The event ${eventId} was moved to the archive at ${archived.archived_at.toISOString()} by ${archived.archived_by}. Look at its line there, or take it back with "a4c-relay restore".`,
  );
}

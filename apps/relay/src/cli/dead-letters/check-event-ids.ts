import type { Client } from 'pg';

import { CliError } from '../cli-error.ts';

/**
 * Ids that were never dead-lettered are mistakes, and then nothing is done; letters that are resolved
 * by now are not: the command may be run again.
 */
export async function checkEventIds(client: Client, eventIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT given.id FROM unnest($1::uuid[]) AS given (id)
     WHERE NOT EXISTS (SELECT FROM dead_letter l WHERE l.event_id = given.id)`,
    [eventIds],
  );
  if (rows.length === 0) return;
  throw new CliError(
    'no_dead_letter',
    `Never dead-lettered: ${rows.map((row) => row.id).join(', ')}. Nothing was done; "a4c-relay explain <event-id>" tells of an event.`,
  );
}

import type { ClientBase } from 'pg';

import { type DeadLetterFilter, filterValues, matchingLetters } from './dead-letter-filter.ts';

/** A dead letter as it stands in its table. Times are UTC, ISO 8601. */
export interface DeadLetter {
  readonly id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly request_id: string;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly dead_lettered_at: string;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly resolution: 'reprocessed' | 'discarded' | null;
}

const isoTime = (column: string) =>
  `to_char(l.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

const columns = `l.id, l.event_id, l.event_type, l.request_id, l.code, l.reason, l.attempts,
  ${isoTime('dead_lettered_at')}, ${isoTime('resolved_at')}, l.resolved_by, l.resolution`;

/** Unresolved dead letters, oldest first. */
export async function listDeadLetters(
  client: ClientBase,
  filter: DeadLetterFilter,
  limit: number,
): Promise<DeadLetter[]> {
  const { rows } = await client.query<DeadLetter>(
    `SELECT ${columns} FROM dead_letter l WHERE ${matchingLetters} ORDER BY l.id LIMIT $7`,
    [...filterValues(filter), limit],
  );
  return rows;
}

/** All dead letters of an event, oldest first, resolved or not. */
export async function listDeadLettersOfEvent(
  client: ClientBase,
  eventId: string,
): Promise<DeadLetter[]> {
  const { rows } = await client.query<DeadLetter>(
    `SELECT ${columns} FROM dead_letter l WHERE l.event_id = $1 ORDER BY l.id`,
    [eventId],
  );
  return rows;
}

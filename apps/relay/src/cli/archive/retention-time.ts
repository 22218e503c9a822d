import { InvalidArgumentError } from 'commander';
import type { Client } from 'pg';

import { type GivenTime, parseTime, resolveTimes } from '../options/time.ts';

/** Up to when events are archived: as every other time, or so many units of the calendar ago. */
export type RetentionTime = GivenTime | { readonly kind: 'calendar'; readonly interval: string };

const calendarForm = /^(\d{1,3}) ?(years?|months?|weeks?|days?|y)$/;

/**
 * Reads `2 years`, `18 months`, `90 days`, or a time as other commands take it.
 *
 * @throws InvalidArgumentError, of which commander makes a usage error.
 */
export function parseRetentionTime(text: string): RetentionTime {
  const [, count = '', unit = ''] = calendarForm.exec(text) ?? [];
  if (unit !== '')
    return { kind: 'calendar', interval: `${count} ${unit === 'y' ? 'years' : unit}` };
  try {
    return parseTime(text);
  } catch {
    throw new InvalidArgumentError(
      'Give "2 years", "18 months" or "90 days", or a time as 2026-01-02 or 2026-01-02T03:04:05Z (with Z or an offset).',
    );
  }
}

/** The time in full, by the database's clock, and whether it is still to come. */
export async function resolveRetentionTime(
  client: Client,
  given: RetentionTime,
): Promise<{ before: string; isToCome: boolean }> {
  const time = given.kind === 'calendar' ? undefined : (await resolveTimes(client, [given]))[0];
  const { rows } = await client.query<{ before: string; isToCome: boolean }>(
    `SELECT to_char(t.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS before,
       t.time > statement_timestamp() AS "isToCome"
     FROM (SELECT coalesce($1::timestamptz, statement_timestamp() - $2::interval) AS time) t`,
    [time, given.kind === 'calendar' ? given.interval : null],
  );
  const [resolved] = rows;
  if (resolved === undefined) throw new Error('The database has not said what time it is.');
  return resolved;
}

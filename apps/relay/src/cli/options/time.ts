import { InvalidArgumentError } from 'commander';
import type { Client } from 'pg';

/** A point in time as it was given: in full, or so long ago by the database's clock. */
export type GivenTime =
  | { readonly kind: 'at'; readonly time: string }
  | { readonly kind: 'ago'; readonly seconds: number };

const secondsOf: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

/** ISO 8601; with a time of day it says its offset, since nobody knows whose clock is meant. */
const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads `2026-01-02` (midnight UTC), `2026-01-02T03:04:05Z`, or `90s`, `15m`, `2h`, `7d`, `1w` ago.
 *
 * @throws InvalidArgumentError, of which commander makes a usage error.
 */
export function parseTime(text: string): GivenTime {
  const ago = /^(\d{1,9})([smhdw])$/.exec(text);
  if (ago !== null) {
    return { kind: 'ago', seconds: Number(ago[1]) * (secondsOf[ago[2] ?? ''] ?? 1) };
  }
  const [, year, month, day] = isoForm.exec(text) ?? [];
  // JavaScript takes 30 February for 2 March.
  const isDay =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!isDay || Number.isNaN(Date.parse(text.replace(' ', 'T')))) {
    throw new InvalidArgumentError(
      'Give a time as 2026-01-02, as 2026-01-02T03:04:05Z (with Z or an offset), or as 90s, 15m, 2h, 7d or 1w ago.',
    );
  }
  return { kind: 'at', time: text.length === 10 ? `${text}T00:00:00Z` : text };
}

/** The times in full, both by one reading of the database's clock; undefined stays undefined. */
export async function resolveTimes(
  client: Client,
  times: readonly (GivenTime | undefined)[],
): Promise<(string | undefined)[]> {
  const { rows } = await client.query<{ time: string | null }>(
    `SELECT to_char(
       coalesce(given.at, statement_timestamp() - given.ago * interval '1 second') AT TIME ZONE 'UTC',
       'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS time
     FROM unnest($1::timestamptz[], $2::float8[]) WITH ORDINALITY AS given (at, ago, n) ORDER BY n`,
    [
      times.map((time) => (time?.kind === 'at' ? time.time : null)),
      times.map((time) => (time?.kind === 'ago' ? time.seconds : null)),
    ],
  );
  return rows.map((row) => row.time ?? undefined);
}

import type { StoredEvent } from '@a4c/contracts';

import { shown } from './check-arguments.ts';
import { InvalidQueryError } from './query-errors.ts';

/** Which page of a list to read. */
export interface PageOptions {
  /** Events per page, 1 to 1000. Default 100. */
  readonly limit?: number | undefined;
  /** `next_cursor` of the page before; none or null for the first page. */
  readonly cursor?: string | null | undefined;
}

/**
 * One page of a list. Pages are cut by sequence number, so an event that is inserted meanwhile
 * neither repeats nor shifts another.
 */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Pass it as `cursor` to get the next page of the same query. Null: this was the last. */
  readonly next_cursor: string | null;
}

/** Oldest first, or newest first. */
export type EventOrder = 'oldest_first' | 'newest_first';

/** Where a page begins, and how many rows to ask for. */
export interface PageStart {
  readonly limit: number;
  /** The sequence number after which, in the order of the query, the page begins. */
  readonly after: string;
}

const defaultLimit = 100;
const maxLimit = 1000;
/** Sequence numbers lie between, the ends excluded: they are positive and a bigint. */
const ends = { oldest_first: '0', newest_first: String(2n ** 63n - 1n) } as const;

/** @throws InvalidQueryError for a limit out of range and for a cursor of another query. */
export function startOfPage(
  query: string,
  order: EventOrder,
  { limit = defaultLimit, cursor }: PageOptions,
): PageStart {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new InvalidQueryError(
      'limit',
      `${shown(limit)}, not a whole number from 1 to ${maxLimit}`,
      `Pass one in that range, or leave it out for ${defaultLimit}.`,
    );
  }
  return { limit, after: cursor == null ? ends[order] : readCursor(query, cursor) };
}

/**
 * Cuts a page from rows of which one more was asked for than the page holds; a row too many says
 * that there is a next page.
 */
export function cutPage(
  query: string,
  limit: number,
  rows: readonly StoredEvent[],
): Pick<EventPage, 'events' | 'next_cursor'> {
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { events, next_cursor: more ? writeCursor(query, last.sequence_number) : null };
}

function writeCursor(query: string, sequenceNumber: string): string {
  return Buffer.from(`${query} ${sequenceNumber}`).toString('base64url');
}

function readCursor(query: string, cursor: unknown): string {
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '';
  const [name, sequenceNumber = ''] = text.split(' ');
  const known = /^[1-9]\d{0,18}$/.test(sequenceNumber) && BigInt(sequenceNumber) < 2n ** 63n;
  // Node skips what is no base64url when it decodes, so only what encodes back is a cursor.
  if (name === query && known && writeCursor(query, sequenceNumber) === cursor) {
    return sequenceNumber;
  }
  throw new InvalidQueryError(
    'cursor',
    `${shown(cursor)}, not a cursor of ${query}`,
    'Pass next_cursor of a page of the same query, or none for the first page.',
  );
}

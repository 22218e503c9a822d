import type { Client } from 'pg';

import { createRotatingSet } from './rotating-set.ts';

/** How many missing numbers one look asks for again. */
const gapsPerLook = 5_000;

/** How many new rows one look reads at most; when there are so many, look again at once. */
export const rowsPerLook = 1_000;

/** Rows of a table that have a number of a sequence. */
export interface NumberedRow {
  readonly number: number;
}

export interface NumberedSource<Row extends NumberedRow> {
  /** Whoever inserts holds a lock on this table from before the number is drawn to the commit. */
  readonly lockedTable: string;
  /** At most `limit` rows above a number, in order. */
  readonly readAbove: (number: number, limit: number) => Promise<Row[]>;
  readonly readThese: (numbers: readonly number[]) => Promise<Row[]>;
}

export interface SequenceCursor<Row extends NumberedRow> {
  /** The rows that were committed since the last look, in no order. Nothing is left out, ever. */
  look(): Promise<Row[]>;
}

/**
 * Follows a table by a number that is not drawn in the order of commits. What is missing between two
 * numbers is a transaction that still runs, or a number that was lost: it is asked for again until
 * nobody who wrote to the table when the number was passed does so any more. Such writers show in
 * pg_locks, to every role: the lock is taken before the number is drawn, and leaves after the commit.
 *
 * @param start the number after which to read.
 * @param gaps numbers up to `start` that were missing and may still come.
 */
export function createSequenceCursor<Row extends NumberedRow>(
  client: () => Client,
  source: NumberedSource<Row>,
  { start, gaps: initialGaps }: { readonly start: number; readonly gaps: readonly number[] },
): SequenceCursor<Row> {
  const gaps = createRotatingSet();
  gaps.add(initialGaps);
  let high = start;
  /** Kept here, so that a look which fails half-way loses nothing: the next one returns it. */
  let found: Row[] = [];
  /** Gaps up to the number are final once these transactions are gone, and were read after that. */
  let mark: { upTo: number; writers: ReadonlySet<string> } | undefined;

  async function look(): Promise<Row[]> {
    const settled = mark?.writers.size === 0 ? mark : undefined;
    const asked = settled === undefined ? gaps.next(gapsPerLook) : [...gaps.values()];
    const late = asked.length === 0 ? [] : await source.readThese(asked);
    found.push(...late);
    for (const { number } of late) gaps.delete(number);
    if (settled !== undefined) {
      for (const number of gaps.values()) if (number <= settled.upTo) gaps.delete(number);
      mark = undefined;
    }
    for (const row of await source.readAbove(high, rowsPerLook)) {
      for (let missing = high + 1; missing < row.number; missing += 1) gaps.add([missing]);
      high = row.number;
      found.push(row);
    }
    if (gaps.size > 0) mark = await nextMark();
    const rows = found;
    found = [];
    return rows;
  }

  async function nextMark(): Promise<{ upTo: number; writers: ReadonlySet<string> }> {
    const { rows } = await client().query<{ writer: string; prepared: boolean }>(writersStatement, [
      source.lockedTable,
    ]);
    const now = new Set(rows.map((row) => row.writer));
    if (mark === undefined) return { upTo: high, writers: now };
    // A transaction that is prepared goes by another name: while there are such, nothing is final.
    const kept = rows.filter((row) => row.prepared || mark?.writers.has(row.writer));
    return { upTo: mark.upTo, writers: new Set(kept.map((row) => row.writer)) };
  }

  return { look };
}

const writersStatement = `
SELECT virtualtransaction AS writer, bool_or(pid IS NULL) AS prepared FROM pg_locks
WHERE locktype = 'relation' AND relation = $1::regclass AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
GROUP BY virtualtransaction`;

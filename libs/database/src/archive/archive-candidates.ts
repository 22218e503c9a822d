import type { ClientBase } from 'pg';

/** Where a page ended. Give it to the next one. Times: UTC, ISO 8601, with microseconds. */
export interface ArchivePosition {
  readonly createdAt: string;
  readonly sequenceNumber: string;
}

/** Why an event stays in the table. */
export type ArchiveObstacle = 'waiting' | 'dead_lettered' | 'recent' | 'running';

export interface ArchiveCandidate extends ArchivePosition {
  readonly obstacle: ArchiveObstacle | null;
  /** The line to write, if it was asked for and there is no obstacle. */
  readonly record: string | null;
}

export interface CandidatePage {
  /** Workflows stay whole: one with an event from after this time keeps all of its events. */
  readonly before: string;
  /** Looks at events until then. */
  readonly until: string;
  readonly after: ArchivePosition;
  readonly limit: number;
  readonly withRecords: boolean;
}

/** Before the first event of our era; what imports dated earlier stays in the table. */
export const archiveStart: ArchivePosition = {
  createdAt: '0001-01-01T00:00:00Z',
  sequenceNumber: '0',
};

/**
 * The next events by time of insertion, and whether each may be archived. A page with records holds
 * few events when they are large, so that its memory is bounded. An empty one is the end.
 */
export async function readArchiveCandidates(
  client: ClientBase,
  { before, until, after, limit, withRecords }: CandidatePage,
): Promise<ArchiveCandidate[]> {
  const { rows } = await client.query<ArchiveCandidate>({
    name: 'archive-candidates',
    text: statement,
    values: [before, until, after.createdAt, after.sequenceNumber, limit, withRecords],
  });
  return rows;
}

const statement = `
SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdAt",
  sequence_number::text AS "sequenceNumber", obstacle, record
FROM archive_candidates($1, $2, $3, $4, $5, $6)`;

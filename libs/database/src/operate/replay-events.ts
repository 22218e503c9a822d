import type { ClientBase } from 'pg';

/** Events of one type that were inserted in a span of time; times as PostgreSQL reads them. */
export interface ReplayedSpan {
  readonly eventType: string;
  readonly since: string;
  /** Not included. */
  readonly until: string;
}

/** What a replay would find. */
export interface ReplayCount {
  /** Processed events, which a replay queues again. */
  readonly processed: number;
  /** Of these, the ones that started no workflow: their route was added later. */
  readonly neverStarted: number;
  /** Left alone: their workflow is still to be started. */
  readonly waiting: number;
  /** Left alone: their start was given up. */
  readonly deadLettered: number;
}

/** Where a batch ended. Give it to the next one. */
export interface ReplayPosition {
  /** UTC, ISO 8601 with microseconds: a replay that is to go on says it as `since`. */
  readonly createdAt: string;
  readonly sequenceNumber: string;
}

export async function countReplayableEvents(
  client: ClientBase,
  { eventType, since, until }: ReplayedSpan,
): Promise<ReplayCount> {
  const { rows } = await client.query<ReplayCount>(countStatement, [eventType, since, until]);
  return rows[0] ?? { processed: 0, neverStarted: 0, waiting: 0, deadLettered: 0 };
}

/**
 * Queues the next processed events of the span again, oldest first, in one transaction. A workflow
 * that runs or has completed is attached to, never started twice; one that failed gets a new run.
 *
 * @returns how many it queued and where it ended; undefined when none was left.
 */
export async function replayEvents(
  client: ClientBase,
  { eventType, since, until }: ReplayedSpan,
  { after, limit }: { readonly after: ReplayPosition | undefined; readonly limit: number },
): Promise<{ readonly queued: number; readonly last: ReplayPosition } | undefined> {
  const { rows } = await client.query<{ queued: number } & Nullable<ReplayPosition>>(
    replayStatement,
    [eventType, since, until, after?.createdAt ?? since, after?.sequenceNumber ?? '0', limit],
  );
  const [row] = rows;
  if (row === undefined || row.createdAt === null || row.sequenceNumber === null) return undefined;
  const { queued, createdAt, sequenceNumber } = row;
  return { queued, last: { createdAt, sequenceNumber } };
}

type Nullable<Row> = { [Key in keyof Row]: Row[Key] | null };

const inSpan =
  'e.event_type = $1 AND e.created_at >= $2::timestamptz AND e.created_at < $3::timestamptz';

const countStatement = `
SELECT count(*) FILTER (WHERE e.processed_at IS NOT NULL)::int AS processed,
  count(*) FILTER (WHERE e.processed_at IS NOT NULL AND e.event_metadata->>'workflow_run_id' IS NULL)::int
    AS "neverStarted",
  count(*) FILTER (WHERE e.processed_at IS NULL AND l.event_id IS NULL)::int AS waiting,
  count(*) FILTER (WHERE e.processed_at IS NULL AND l.event_id IS NOT NULL)::int AS "deadLettered"
FROM domain_events e
LEFT JOIN dead_letter l ON l.event_id = e.id AND l.resolved_at IS NULL
WHERE ${inSpan}`;

const replayStatement = `
WITH batch AS MATERIALIZED (
  SELECT e.id, e.created_at, e.sequence_number FROM domain_events e
  WHERE ${inSpan} AND e.processed_at IS NOT NULL
    AND (e.created_at, e.sequence_number) > ($4::timestamptz, $5::bigint)
  ORDER BY e.created_at, e.sequence_number LIMIT $6
), locked AS MATERIALIZED (
  SELECT e.id FROM domain_events e JOIN batch b ON b.id = e.id
  WHERE e.processed_at IS NOT NULL ORDER BY e.id FOR UPDATE OF e
), queued AS (
  UPDATE domain_events e SET processed_at = NULL, retry_count = 0, processing_error = NULL
  FROM locked k WHERE e.id = k.id RETURNING e.id
), last AS (
  SELECT created_at, sequence_number FROM batch ORDER BY created_at DESC, sequence_number DESC LIMIT 1
)
SELECT (SELECT count(*) FROM queued)::int AS queued,
  (SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM last) AS "createdAt",
  (SELECT sequence_number::text FROM last) AS "sequenceNumber"`;

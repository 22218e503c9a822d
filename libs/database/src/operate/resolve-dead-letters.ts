import type { ClientBase } from 'pg';

import { type DeadLetterFilter, filterValues, matchingLetters } from './dead-letter-filter.ts';

/** The letters of one transaction: at most `limit`, above `afterId` up to `throughId`. */
export interface LetterBatch {
  readonly afterId: string;
  readonly throughId: string;
  readonly limit: number;
}

/** What one batch did. */
export interface ResolvedBatch {
  /** How many letters it looked at; none is left when there are fewer than the limit. */
  readonly seen: number;
  /** How many it resolved; others were resolved by somebody else meanwhile. */
  readonly resolved: number;
  /** Where the next batch goes on. */
  readonly lastId: string;
}

/**
 * Queues the events of dead letters again; the letters are resolved as `reprocessed`. A workflow that
 * runs or has completed is attached to, one that failed gets a new run. Letters whose event type has
 * no route are left out. Each event is locked before its letter, as an operator's reset does it.
 */
export async function retryDeadLetters(
  client: ClientBase,
  filter: DeadLetterFilter,
  batch: LetterBatch,
): Promise<ResolvedBatch> {
  return resolve(client, retryStatement, { ...filter, routedOnly: true }, batch);
}

/** Resolves dead letters as `discarded`: their events stay, and no workflow is started for them. */
export async function discardDeadLetters(
  client: ClientBase,
  filter: DeadLetterFilter,
  batch: LetterBatch,
): Promise<ResolvedBatch> {
  return resolve(client, discardStatement, filter, batch);
}

async function resolve(
  client: ClientBase,
  statement: string,
  filter: DeadLetterFilter,
  { afterId, throughId, limit }: LetterBatch,
): Promise<ResolvedBatch> {
  const values = [...filterValues(filter), afterId, throughId, limit];
  const { rows } = await client.query<ResolvedBatch>(statement, values);
  return rows[0] ?? { seen: 0, resolved: 0, lastId: afterId };
}

const batchCte = `
batch AS MATERIALIZED (
  SELECT l.id, l.event_id FROM dead_letter l
  WHERE ${matchingLetters} AND l.id > $7::bigint AND l.id <= $8::bigint
  ORDER BY l.id LIMIT $9
)`;

const answer = `
SELECT (SELECT count(*) FROM batch)::int AS seen, (SELECT count(*) FROM resolved)::int AS resolved,
  coalesce((SELECT max(id) FROM batch), $7::bigint)::text AS "lastId"`;

const retryStatement = `
WITH ${batchCte}, locked AS MATERIALIZED (
  SELECT e.id FROM domain_events e JOIN batch b ON b.event_id = e.id ORDER BY e.id FOR UPDATE OF e
), open AS MATERIALIZED (
  -- Again, under the lock: somebody may have discarded it.
  SELECT l.event_id FROM locked k JOIN dead_letter l ON l.event_id = k.id
  WHERE l.resolved_at IS NULL FOR UPDATE OF l
), resolved AS (
  UPDATE domain_events e SET processed_at = NULL, retry_count = 0, processing_error = NULL
  FROM open WHERE e.id = open.event_id RETURNING e.id
) ${answer}`;

const discardStatement = `
WITH ${batchCte}, resolved AS (
  UPDATE dead_letter l
  SET resolved_at = clock_timestamp(), resolved_by = session_user, resolution = 'discarded'
  FROM batch b WHERE l.id = b.id AND l.resolved_at IS NULL RETURNING l.id
) ${answer}`;

import type { Client } from 'pg';

import { type TailLine, tailTime } from './tail-line.ts';

/** A number that need not be looked at any more, and what there is to tell. */
export interface Settled {
  readonly number: number;
  readonly line: TailLine | undefined;
}

/** Event types that start or signal a workflow. */
export async function findRoutes(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ event_type: string }>(
    'SELECT event_type FROM workflow_route',
  );
  return new Set(rows.map((row) => row.event_type));
}

/** Which of these events are processed by now, by sequence number. */
export async function findProcessed(
  client: Client,
  numbers: readonly number[],
): Promise<Settled[]> {
  if (numbers.length === 0) return [];
  const { rows } = await client.query<
    TailLine & { number: number; workflow_id: string | null; workflow_run_id: string | null }
  >(processedStatement, [numbers]);
  return rows.map(({ number, workflow_id, workflow_run_id, ...line }) => ({
    number,
    line:
      workflow_id === null || workflow_run_id === null
        ? undefined
        : { ...line, workflow_id, workflow_run_id },
  }));
}

// An event that an activity emitted carries the workflow of its emitter until it has started its own.
const processedStatement = `
SELECT e.sequence_number::float8 AS number, ${tailTime('e.processed_at')} AS at, e.id AS event_id, e.event_type,
  CASE WHEN EXISTS (
    SELECT FROM workflow_attempt a WHERE a.event_id = e.id AND a.outcome = 'attached'
      AND a.request_id = coalesce((
        SELECT q.request_id FROM workflow_requeue q
        WHERE q.event_id = e.id ORDER BY q.sequence_number DESC LIMIT 1
      ), e.id)
  ) THEN 'attached' ELSE 'started' END AS kind,
  CASE WHEN r.workflow_type = e.event_metadata->>'workflow_type' THEN e.event_metadata->>'workflow_id' END
    AS workflow_id,
  e.event_metadata->>'workflow_run_id' AS workflow_run_id
FROM domain_events e LEFT JOIN workflow_route r ON r.event_type = e.event_type
WHERE e.sequence_number = ANY ($1::bigint[]) AND e.processed_at IS NOT NULL`;

/** Which of these dead letters are resolved by now; a retried one is told by its reprocessing. */
export async function findDiscarded(client: Client, ids: readonly number[]): Promise<Settled[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<TailLine & { number: number; resolution: string }>(
    `SELECT id::float8 AS number, resolution, ${tailTime('resolved_at')} AS at, 'discarded' AS kind,
       event_id, event_type, resolved_by AS by
     FROM dead_letter WHERE id = ANY ($1::bigint[]) AND resolved_at IS NOT NULL`,
    [ids],
  );
  return rows.map(({ number, resolution, ...line }) => ({
    number,
    line: resolution === 'discarded' ? line : undefined,
  }));
}

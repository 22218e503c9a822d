import { randomUUID } from 'node:crypto';

import type { ClientBase, Pool, QueryResult } from 'pg';

import { workflowType } from './event-rows.ts';

/** Anything that takes SQL: a pool, a client, a peer's own transaction. */
export type RunSql = (text: string, values: unknown[]) => Promise<unknown>;

/**
 * What `acknowledgeStarts` of @a4c/database writes to an event, for the peers' handlers: the same
 * columns, the same expression, one statement for as many events as there are. Our acknowledgement
 * also removes the dispatch row, as the peers remove or complete their job.
 */
export async function writeBack(run: RunSql, eventIds: readonly string[]): Promise<void> {
  await run(statement, [
    eventIds,
    eventIds.map((id) => `org-bootstrap-${id}`),
    eventIds.map(() => randomUUID()),
    eventIds.map(() => workflowType),
  ]);
}

/** Prepared once per connection, as ours. */
export function preparedOn(client: ClientBase | Pool): RunSql {
  return async (text, values): Promise<QueryResult> =>
    client.query({ name: 'write-back', text, values });
}

const statement = `
WITH gone AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
    AS a (event_id, workflow_id, workflow_run_id, workflow_type)
)
UPDATE domain_events e SET
  processed_at = clock_timestamp(),
  processing_error = NULL,
  event_metadata = (e.event_metadata - 'processing_error')
    || CASE
      WHEN e.event_metadata ? 'workflow_id' AND NOT e.event_metadata ? 'parent_workflow_id'
        AND e.event_metadata->>'workflow_id' <> gone.workflow_id
      THEN jsonb_strip_nulls(jsonb_build_object(
        'parent_workflow_id', e.event_metadata->'workflow_id',
        'parent_workflow_run_id', e.event_metadata->'workflow_run_id',
        'parent_workflow_type', e.event_metadata->'workflow_type'))
      ELSE '{}'::jsonb
    END
    || jsonb_build_object(
      'workflow_id', gone.workflow_id,
      'workflow_run_id', gone.workflow_run_id,
      'workflow_type', gone.workflow_type)
FROM gone WHERE e.id = gone.event_id`;

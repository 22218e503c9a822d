import type { ClientBase } from 'pg';

import { arrayLiteral } from './array-literal.ts';

/** A workflow that runs, or ran, for an event. */
export interface StartedWorkflow {
  readonly event_id: string;
  readonly request_id: string;
  readonly workflow_id: string;
  readonly workflow_run_id: string;
  readonly workflow_type: string;
  /** `attached`: another event, or an earlier run, had started it. */
  readonly outcome: 'started' | 'attached';
}

/** An event that was acknowledged. */
export interface AcknowledgedStart {
  readonly id: string;
  /** From its insertion to this, milliseconds by the database's clock. */
  readonly since_inserted_ms: number;
}

/**
 * Writes the workflow to its events and takes them off the dispatch table, in one statement.
 * A row that was reprocessed meanwhile has another request id and is left alone, so a late answer
 * changes nothing. An emitter's own workflow context moves to `parent_workflow_*`.
 *
 * @returns the events that were acknowledged.
 */
export async function acknowledgeStarts(
  client: ClientBase,
  started: readonly StartedWorkflow[],
): Promise<AcknowledgedStart[]> {
  const { rows } = await client.query<AcknowledgedStart>({
    name: 'acknowledge-starts',
    text: statement,
    values: [
      arrayLiteral(started.map((start) => start.event_id)),
      arrayLiteral(started.map((start) => start.request_id)),
      arrayLiteral(started.map((start) => start.workflow_id)),
      arrayLiteral(started.map((start) => start.workflow_run_id)),
      arrayLiteral(started.map((start) => start.workflow_type)),
      arrayLiteral(started.map((start) => start.outcome)),
    ],
  });
  return rows;
}

const statement = `
WITH answer AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
    AS a (event_id, request_id, workflow_id, workflow_run_id, workflow_type, outcome)
), gone AS (
  DELETE FROM workflow_dispatch d USING answer a
  WHERE d.event_id = a.event_id AND d.request_id = a.request_id
  RETURNING a.*
), attached AS (
  INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
  SELECT event_id, request_id, 'attached', 'attached',
    'Workflow "' || workflow_id || '" was there already.'
  FROM gone WHERE outcome = 'attached'
), requeued AS (
  UPDATE workflow_requeue q SET outcome = gone.outcome
  FROM gone WHERE gone.request_id <> gone.event_id AND q.request_id = gone.request_id
)
UPDATE domain_events e SET
  processed_at = clock_timestamp(),
  processing_error = NULL,
  content_kept = true,
  event_metadata = CASE
    WHEN e.event_metadata ?| ARRAY['workflow_id', 'processing_error'] THEN
      (e.event_metadata - 'processing_error')
      || CASE
        WHEN e.event_metadata ? 'workflow_id' AND NOT e.event_metadata ? 'parent_workflow_id'
          AND e.event_metadata->>'workflow_id' <> gone.workflow_id
        THEN jsonb_strip_nulls(jsonb_build_object(
          'parent_workflow_id', e.event_metadata->'workflow_id',
          'parent_workflow_run_id', e.event_metadata->'workflow_run_id',
          'parent_workflow_type', e.event_metadata->'workflow_type'))
        ELSE '{}'::jsonb
      END
    ELSE e.event_metadata
  END || jsonb_build_object(
    'workflow_id', gone.workflow_id,
    'workflow_run_id', gone.workflow_run_id,
    'workflow_type', gone.workflow_type)
FROM gone WHERE e.id = gone.event_id
RETURNING e.id,
  extract(epoch FROM e.processed_at - e.created_at)::float8 * 1000 AS since_inserted_ms`;

import type { StoredEvent } from '@a4c/contracts';
import type { Pool } from 'pg';

import { listCountedEvents } from './list-counted-events.ts';
import { eventColumns } from './list-events.ts';
import type { EventPage, PageOptions } from './page.ts';
import { LineageNotFoundError } from './query-errors.ts';

/** From an aggregate back to the event and the workflow that made it. */
export interface WorkflowLineage extends EventPage {
  /** The aggregate's first event that started a workflow; while none has, the first that will. */
  readonly bootstrap_event: StoredEvent;
  /** Null until the workflow has been started. */
  readonly workflow_id: string | null;
  readonly workflow_run_id: string | null;
  /** All events of the aggregate and of the workflow, also beyond this page. */
  readonly total_count: number;
  /** How many of them tell of an error: a start that failed, or the workflow's declared failure. */
  readonly error_count: number;
}

export async function traceWorkflowLineage(
  pool: Pool,
  aggregateId: string,
  page: PageOptions = {},
): Promise<WorkflowLineage> {
  const found = await findBootstrapEvent(pool, aggregateId);
  if (found === undefined) throw new LineageNotFoundError(aggregateId);
  const { started, ...bootstrapEvent } = found;
  const { workflow_id = null, workflow_run_id = null } = started
    ? bootstrapEvent.event_metadata
    : {};
  const lineage = await listCountedEvents(
    pool,
    {
      query: 'traceWorkflowLineage',
      where: `(aggregate_id = $1 OR event_metadata->>'workflow_id' = $2)`,
      values: [aggregateId, workflow_id],
      order: 'oldest_first',
    },
    page,
  );
  return { bootstrap_event: bootstrapEvent, workflow_id, workflow_run_id, ...lineage };
}

/**
 * An event has started what its route names when it carries a workflow of that type. Without one it
 * still waits, or is older than its route and starts nothing; another type is its emitter's workflow.
 */
async function findBootstrapEvent(
  pool: Pool,
  aggregateId: string,
): Promise<(StoredEvent & { readonly started: boolean }) | undefined> {
  const { rows } = await pool.query<StoredEvent & { readonly started: boolean }>({
    text: `
SELECT event.*, started
FROM (SELECT ${eventColumns} FROM readable_events WHERE aggregate_id = $1) event
JOIN workflow_route route ON route.event_type = event.event_type
CROSS JOIN LATERAL (
  SELECT coalesce(event.event_metadata->>'workflow_type' = route.workflow_type, false) AS started
) link
WHERE started OR event.processed_at IS NULL
ORDER BY started DESC, event.sequence_number
LIMIT 1`,
    values: [aggregateId],
  });
  return rows[0];
}

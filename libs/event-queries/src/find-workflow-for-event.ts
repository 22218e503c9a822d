import type { Pool } from 'pg';

/** The workflow that an event started, or whose activity emitted it. */
export interface EventWorkflow {
  readonly workflow_id: string;
  readonly workflow_run_id: string | null;
  readonly workflow_type: string | null;
}

export async function findWorkflowForEvent(
  pool: Pool,
  eventId: string,
): Promise<EventWorkflow | undefined> {
  const { rows } = await pool.query<EventWorkflow>({
    text: `
SELECT event_metadata->>'workflow_id' AS workflow_id,
  event_metadata->>'workflow_run_id' AS workflow_run_id,
  event_metadata->>'workflow_type' AS workflow_type
FROM readable_events
WHERE id = $1 AND event_metadata->>'workflow_id' IS NOT NULL`,
    values: [eventId],
  });
  return rows[0];
}

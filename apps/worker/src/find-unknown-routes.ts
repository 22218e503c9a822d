import type { Pool } from 'pg';

/** A route whose workflow this worker does not have. */
export interface UnknownRoute {
  readonly event_type: string;
  readonly workflow_type: string;
  readonly task_queue: string;
}

/**
 * The routes that lead to these task queues and name a workflow that is not known. The relay starts
 * such a workflow all the same, and it then waits for a worker that knows it.
 */
export async function findUnknownRoutes(
  pool: Pool,
  taskQueues: readonly string[],
  knownWorkflows: readonly string[],
): Promise<readonly UnknownRoute[]> {
  const { rows } = await pool.query<UnknownRoute>(
    `SELECT event_type, workflow_type, task_queue FROM workflow_route
     WHERE task_queue = ANY ($1) AND workflow_type <> ALL ($2) ORDER BY event_type`,
    [taskQueues, knownWorkflows],
  );
  return rows;
}

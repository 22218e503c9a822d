import { createEventQueries } from '@a4c/event-queries';
import { Pool } from 'pg';

import type { Stack } from '../stack/start-stack.ts';
import type { DemoResult } from './demo-result.ts';
import { requestOrganization } from './request-organization.ts';
import { waitForCompletion, waitForStart, type WorkflowExecution } from './wait-for-workflow.ts';

/**
 * Sends one request through the whole loop of a running stack and collects what came of it. Throws
 * when the request is refused, no workflow is started, or the workflow does not complete.
 */
export async function runDemo(stack: Stack): Promise<DemoResult> {
  const pool = new Pool({ connectionString: stack.urlFor('reader'), max: 2 });
  try {
    const queries = createEventQueries({ pool });
    const request = await requestOrganization(stack.edgeUrl ?? '', stack.token);
    const workflow = await waitForStart(queries, request.event_id);
    const outcome = await waitForCompletion(stack.temporal, workflow);
    const lineage = await queries.traceWorkflowLineage(request.organization_id, { limit: 1_000 });
    const from = lineage.events.at(-1) ?? lineage.bootstrap_event;
    const origin = await queries.findWorkflowForEvent(from.id);
    const workflowId = origin?.workflow_id ?? '';
    const { events } = await queries.getEventsForWorkflow(workflowId, { limit: 1_000 });
    return {
      request,
      workflow,
      outcome,
      lineage,
      back: { from, workflow_id: workflowId, events },
      commitToStartedMs: await readCommitToStarted(pool, request.event_id),
      uiUrl: uiUrlOf(stack, workflow),
    };
  } finally {
    await pool.end();
  }
}

/** In SQL, because a JavaScript Date has no microseconds. */
async function readCommitToStarted(pool: Pool, eventId: string): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM processed_at - created_at) * 1000)::float8 AS ms
     FROM domain_events WHERE id = $1`,
    [eventId],
  );
  return rows[0]?.ms ?? NaN;
}

function uiUrlOf(stack: Stack, { workflow_id, workflow_run_id }: WorkflowExecution) {
  if (stack.temporalUiUrl === undefined) return undefined;
  const workflow = `${encodeURIComponent(workflow_id)}/${workflow_run_id}`;
  return `${stack.temporalUiUrl}/namespaces/default/workflows/${workflow}/history`;
}

import type { Connection } from '@temporalio/client';

/** Workflow id → its runs, as whoever has started them knows it. */
export type WorkflowList = ReadonlyMap<string, readonly string[]>;

/** Temporal's own list of all workflows, page by page. It follows the starts by a moment. */
export async function listWorkflows(connection: Connection): Promise<WorkflowList> {
  const runs = new Map<string, string[]>();
  let nextPageToken = new Uint8Array();
  do {
    const page = await connection.workflowService.listWorkflowExecutions({
      namespace: 'default',
      pageSize: 1_000,
      nextPageToken,
    });
    for (const { execution } of page.executions) {
      const { workflowId, runId } = execution ?? {};
      if (workflowId && runId) runs.set(workflowId, [...(runs.get(workflowId) ?? []), runId]);
    }
    nextPageToken = new Uint8Array(page.nextPageToken);
  } while (nextPageToken.length > 0);
  return runs;
}

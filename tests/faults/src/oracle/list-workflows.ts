import type { Connection } from '@temporalio/client';

/** Workflow id → its runs, as whoever has started them knows it. */
export type WorkflowList = ReadonlyMap<string, readonly string[]>;

/** Temporal's own list of all workflows. It follows the starts by a moment. */
export async function listWorkflows(connection: Connection): Promise<WorkflowList> {
  const runs = new Map<string, string[]>();
  for await (const { workflowId, runId } of executions(connection)) {
    runs.set(workflowId, [...(runs.get(workflowId) ?? []), runId]);
  }
  return runs;
}

/** Workflow id → when Temporal started it, milliseconds since the epoch. */
export async function listStartTimes(connection: Connection): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for await (const { workflowId, startedMs } of executions(connection)) {
    times.set(workflowId, startedMs);
  }
  return times;
}

/** Page by page. */
async function* executions({ workflowService }: Connection) {
  let nextPageToken = new Uint8Array();
  do {
    const page = await workflowService.listWorkflowExecutions({
      namespace: 'default',
      pageSize: 1_000,
      nextPageToken,
    });
    for (const { execution, startTime } of page.executions) {
      const { workflowId, runId } = execution ?? {};
      const { seconds = 0, nanos = 0 } = startTime ?? {};
      const startedMs = Number(seconds) * 1_000 + Number(nanos) / 1e6;
      if (workflowId && runId) yield { workflowId, runId, startedMs };
    }
    nextPageToken = new Uint8Array(page.nextPageToken);
  } while (nextPageToken.length > 0);
}

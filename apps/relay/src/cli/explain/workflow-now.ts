import proto from '@temporalio/proto';

import { grpcFailureOf } from '../../starting/grpc-failure.ts';
import type { TemporalConnection } from '../../starting/temporal-connection.ts';
import { callTemporal } from './temporal-client.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const { WorkflowExecutionStatus, PendingActivityState, TaskQueueType } = temporal.api.enums.v1;

/** What Temporal says of a workflow id: its newest run, that it knows none, or nothing at all. */
export type WorkflowNow =
  | ({ readonly kind: 'known'; readonly workflow_id: string } & WorkflowRun)
  | { readonly kind: 'unknown'; readonly workflow_id: string }
  | { readonly kind: 'unreachable'; readonly address: string; readonly reason: string };

interface WorkflowRun {
  readonly run_id: string;
  /** Of the chain that retries and continue-as-new make: the one that events name. */
  readonly first_run_id: string;
  /** `running`, `completed`, `failed`, `canceled`, `terminated`, `continued_as_new` or `timed_out`. */
  readonly status: string;
  readonly type: string;
  readonly task_queue: string;
  readonly started_at: string | null;
  readonly closed_at: string | null;
  readonly history_length: number;
  readonly pending_activities: readonly PendingActivity[];
  /** Workers that poll its task queue, while it runs. */
  readonly workers: number | null;
}

interface PendingActivity {
  readonly activity_type: string;
  readonly state: string;
  readonly attempt: number;
}

/** Asks Temporal; its trouble is an answer too. */
export async function describeWorkflow(
  client: TemporalConnection,
  workflowId: string,
): Promise<WorkflowNow> {
  try {
    return { kind: 'known', workflow_id: workflowId, ...(await describe(client, workflowId)) };
  } catch (error) {
    const failure = grpcFailureOf(error);
    if (failure?.code === 'NOT_FOUND' && !/namespace/i.test(failure.message)) {
      return { kind: 'unknown', workflow_id: workflowId };
    }
    const reason = failure?.message ?? (error instanceof Error ? error.message : String(error));
    return { kind: 'unreachable', address: client.address, reason };
  }
}

async function describe(client: TemporalConnection, workflowId: string): Promise<WorkflowRun> {
  const { namespace } = client;
  const { workflowExecutionInfo: info, pendingActivities } = await callTemporal(client, (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId } }),
  );
  const runId = info?.execution?.runId ?? '';
  const taskQueue = info?.taskQueue ?? '';
  const isRunning = info?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  return {
    run_id: runId,
    first_run_id: info?.firstRunId || runId,
    status: word(WorkflowExecutionStatus[info?.status ?? 0], 'WORKFLOW_EXECUTION_STATUS_'),
    type: info?.type?.name ?? '',
    task_queue: taskQueue,
    started_at: iso(info?.startTime),
    closed_at: iso(info?.closeTime),
    history_length: Number(info?.historyLength ?? 0),
    pending_activities: pendingActivities.map((activity) => ({
      activity_type: activity.activityType?.name ?? '',
      state: word(PendingActivityState[activity.state ?? 0], 'PENDING_ACTIVITY_STATE_'),
      attempt: activity.attempt ?? 0,
    })),
    workers: isRunning ? await countWorkers(client, taskQueue) : null,
  };
}

async function countWorkers(client: TemporalConnection, name: string): Promise<number> {
  const { pollers } = await callTemporal(client, (service) =>
    service.describeTaskQueue({
      namespace: client.namespace,
      taskQueue: { name },
      taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    }),
  );
  return pollers.length;
}

function word(name: string | undefined, prefix: string): string {
  return (name ?? 'unspecified').replace(prefix, '').toLowerCase();
}

function iso(time: { seconds?: unknown; nanos?: number | null } | null | undefined): string | null {
  if (time === null || time === undefined) return null;
  return new Date(Number(time.seconds) * 1_000 + (time.nanos ?? 0) / 1e6).toISOString();
}

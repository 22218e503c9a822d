import { randomUUID } from 'node:crypto';

import { Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';

import { eventData, eventMetadata, eventType, workflowType } from '../subjects/event-rows.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } = temporal.api.enums.v1;

/** `startWorkflowExecution` as the relay sends it, with nothing around it: the reference. */
export interface BareStarter extends AsyncDisposable {
  readonly serverVersion: string;
  start(): Promise<void>;
  /** So many starts, so many at once; resolves with the seconds that they took. */
  startMany(count: number, concurrency: number): Promise<number>;
}

/** Connects to a Temporal server. No worker polls the task queue: what is measured is starting. */
export async function connectBareStarter(address: string, taskQueue: string): Promise<BareStarter> {
  const connection = await Connection.connect({ address, interceptors: [] });
  const { serverVersion } = await connection.workflowService.getSystemInfo({});

  async function start(): Promise<void> {
    const id = randomUUID();
    const input = {
      event_id: id,
      event_type: eventType,
      event_version: 1,
      aggregate_id: id,
      data: eventData,
      metadata: eventMetadata(),
    };
    await connection.withDeadline(Date.now() + 30_000, async () =>
      connection.workflowService.startWorkflowExecution({
        namespace: 'default',
        identity: 'a4c-bench',
        requestId: randomUUID(),
        workflowId: `org-bootstrap-${id}`,
        workflowType: { name: workflowType },
        taskQueue: { name: taskQueue },
        input: { payloads: [defaultPayloadConverter.toPayload(input)] },
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
        workflowIdReusePolicy: WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
      }),
    );
  }

  async function startMany(count: number, concurrency: number): Promise<number> {
    const fromMs = performance.now();
    let left = count;
    async function caller(): Promise<void> {
      while (left > 0) {
        left -= 1;
        await start();
      }
    }
    await Promise.all(Array.from({ length: concurrency }, caller));
    return (performance.now() - fromMs) / 1e3;
  }

  return { serverVersion, start, startMany, [Symbol.asyncDispose]: async () => connection.close() };
}

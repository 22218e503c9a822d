import { randomUUID } from 'node:crypto';

import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';

import type { BenchServices } from './bench-services.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } = temporal.api.enums.v1;

/** One `startWorkflowExecution` as the relay sends it, with nothing around it: the reference. */
export async function bareStart({
  connection,
  taskQueue,
  eventData,
}: BenchServices): Promise<void> {
  const id = randomUUID();
  const input = {
    event_id: id,
    event_type: 'organization.bootstrap_initiated',
    event_version: 1,
    aggregate_id: id,
    data: eventData,
    metadata: { timestamp: new Date().toISOString() },
  };
  await connection.withDeadline(Date.now() + 30_000, () =>
    connection.workflowService.startWorkflowExecution({
      namespace: 'default',
      identity: 'a4c-bench',
      requestId: randomUUID(),
      workflowId: `org-bootstrap-${id}`,
      workflowType: { name: 'organizationBootstrapWorkflow' },
      taskQueue: { name: taskQueue },
      input: { payloads: [defaultPayloadConverter.toPayload(input)] },
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
      workflowIdReusePolicy: WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
    }),
  );
}

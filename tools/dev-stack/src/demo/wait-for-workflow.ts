import { setTimeout as pause } from 'node:timers/promises';

import type { EventQueries } from '@a4c/event-queries';
import { Client } from '@temporalio/client';

import { temporalTarget, withTemporal } from '../temporal/connect-temporal.ts';
import type { Temporal } from '../temporal/start-temporal.ts';

/** Milliseconds; many times what both take on a slow machine. */
const startTimeoutMs = 30_000;
const completionTimeoutMs = 60_000;
const pollMs = 20;

/** A workflow execution that an event started. */
export type WorkflowExecution = { workflow_id: string; workflow_run_id: string };

/** Resolves when the relay has written to the event which workflow it started. */
export async function waitForStart(
  queries: EventQueries,
  eventId: string,
): Promise<WorkflowExecution> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const status = await queries.findEventStatus(eventId);
    const { workflow_id, workflow_run_id, processed_at = null } = status ?? {};
    if (workflow_id && workflow_run_id && processed_at !== null)
      return { workflow_id, workflow_run_id };
    if (status?.status === 'dead_lettered' || Date.now() > deadline) {
      throw new Error(
        `No workflow was started for event ${eventId}; it is ${status?.status ?? 'unknown'}` +
          `${status?.processing_error ? ` (${status.processing_error})` : ''}. ` +
          'The log of the relay above says more.',
      );
    }
    await pause(pollMs);
  }
}

/** How a workflow went, as Temporal has it. */
export type WorkflowOutcome = { startedAt: number; closedAt: number };

/** Resolves when Temporal says that the workflow completed; throws when it ended in another way. */
export async function waitForCompletion(
  temporal: Temporal,
  { workflow_id, workflow_run_id }: WorkflowExecution,
): Promise<WorkflowOutcome> {
  const target = temporalTarget(temporal.address, temporal.source === 'TEMPORAL_ADDRESS');
  return withTemporal(target, async (connection) => {
    const client = new Client({ connection, namespace: target.namespace });
    const handle = client.workflow.getHandle(workflow_id, workflow_run_id);
    await connection
      .withDeadline(Date.now() + completionTimeoutMs, async () => handle.result())
      .catch((cause: unknown) => {
        throw new Error(
          `Workflow ${workflow_id} did not complete (${reasonOf(cause)}). ` +
            'The log of the worker above says more.',
          { cause },
        );
      });
    const { startTime, closeTime } = await handle.describe();
    return { startedAt: startTime.getTime(), closedAt: closeTime?.getTime() ?? Date.now() };
  });
}

/** Temporal nests: workflow failed → activity failed → why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

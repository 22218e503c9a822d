import { type NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';

import type { Activities } from './activities/create-activities.ts';
import { addLogAttributes } from './log-attributes.ts';

export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: Activities;
  readonly workflowBundle: WorkflowBundle;
}

/**
 * A Temporal worker for one task queue. Its `shutdown` lets activities end by themselves for a time
 * that fits into Kubernetes' 30 s; what is cut off then is retried by another worker.
 */
export async function createWorker(settings: WorkerSettings): Promise<Worker> {
  return Worker.create({
    ...settings,
    interceptors: { activity: [addLogAttributes] },
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '25 seconds',
  });
}

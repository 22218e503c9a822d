import { type NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';

import type { Activities } from './activities/create-activities.ts';
import { addLogAttributes } from './log-attributes.ts';
import type { WorkerTracing } from './tracing/worker-tracing.ts';

export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: Activities;
  readonly workflowBundle: WorkflowBundle;
  /** Undefined: nothing is traced. The bundle has to hold its modules. */
  readonly tracing?: WorkerTracing | undefined;
}

/**
 * A Temporal worker for one task queue. Its `shutdown` lets activities end by themselves for a time
 * that fits into Kubernetes' 30 s; what is cut off then is retried by another worker.
 */
export async function createWorker({ tracing, ...settings }: WorkerSettings): Promise<Worker> {
  return Worker.create({
    ...settings,
    interceptors: {
      activity: tracing === undefined ? [addLogAttributes] : [tracing.activity, addLogAttributes],
    },
    ...(tracing !== undefined && { sinks: tracing.sinks }),
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '25 seconds',
  });
}

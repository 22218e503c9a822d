import { startTracing, type Tracing } from '@a4c/service/tracing';
import { uniqueTaskQueue } from '@a4c/test-harness';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { bundleWorkflows } from '../bundle-workflows.ts';
import { createWorker } from '../create-worker.ts';
import { silentLogger } from '../testing/silent-runtime.ts';
import { createWorkerFixture, type WorkerFixture } from '../testing/worker-fixture.ts';
import { createWorkerTracing } from './worker-tracing.ts';

let fixture: WorkerFixture;
let tracing: Tracing;
beforeAll(async () => {
  [fixture, tracing] = await Promise.all([createWorkerFixture(), startTracing('test')]);
});
afterAll(async () => {
  await Promise.all([fixture[Symbol.asyncDispose](), tracing.stop()]);
});

test('what ran with tracing replays without: it may be turned off while workflows run', async () => {
  const workerTracing = createWorkerTracing(tracing);
  const taskQueue = uniqueTaskQueue();
  const worker = await createWorker({
    connection: fixture.connection,
    namespace: 'default',
    taskQueue,
    activities: fixture.activities,
    workflowBundle: await bundleWorkflows(silentLogger, workerTracing.workflowModules),
    tracing: workerTracing,
  });
  const input = await fixture.initiate();
  const workflowId = `org-bootstrap-${input.aggregate_id}`;
  await worker.runUntil(
    fixture.client.workflow.execute('organizationBootstrapWorkflow', {
      taskQueue,
      args: [input],
      workflowId,
    }),
  );
  const history = await fixture.client.workflow.getHandle(workflowId).fetchHistory();
  expect(JSON.stringify(history)).toContain('_tracer-data');
  const { workflowBundle } = fixture;
  await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
});

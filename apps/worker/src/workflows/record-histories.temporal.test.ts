import { env } from 'node:process';

import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { failingBefore } from '../testing/faulty-activities.ts';
import { type RecordedHistory, writeHistory } from '../testing/recorded-histories.ts';
import { createWorkerFixture, type WorkerFixture } from '../testing/worker-fixture.ts';

let fixture: WorkerFixture;
beforeAll(async () => {
  fixture = await createWorkerFixture();
});
afterAll(async () => fixture[Symbol.asyncDispose]());

/** `npm run record-histories -w @a4c/worker` replaces the committed histories by these runs. */
test.each<readonly [RecordedHistory, string]>([
  ['organization-bootstrap-workflow.completed', 'COMPLETED'],
  ['organization-bootstrap-workflow.undone', 'FAILED'],
])('a run can be replayed: %s', async (name, status) => {
  const { activities, workflowBundle } = fixture;
  const using =
    status === 'FAILED' ? failingBefore('sendWelcomeEmailActivity', activities) : activities;
  const history = await fixture.withWorker(using, async (start) => {
    const handle = await start(await fixture.initiate());
    await handle.result().catch(() => {});
    expect((await handle.describe()).status.name).toBe(status);
    return handle.fetchHistory();
  });
  const replay = Worker.runReplayHistory({ workflowBundle }, history);
  await expect(replay).resolves.toBeUndefined();
  if (env['A4C_RECORD_HISTORIES'] === 'true') await writeHistory(name, history);
});

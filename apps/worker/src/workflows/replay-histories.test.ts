import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';

import { bundleWorkflows } from '../bundle-workflows.ts';
import { readHistory, recordedHistories } from '../testing/recorded-histories.ts';
import { installSilentRuntime, silentLogger } from '../testing/silent-runtime.ts';
import { workflowInterceptors } from '../tracing/workflow-interceptors.ts';

let plain: WorkflowBundle;
let traced: WorkflowBundle;
beforeAll(async () => {
  installSilentRuntime();
  plain = await bundleWorkflows(silentLogger);
  traced = await bundleWorkflows(silentLogger, [workflowInterceptors]);
}, 60_000);

/**
 * A history that no longer replays means: workflows that run during the deployment would break. Guard
 * the change with `patched`, or record again when none of the old ones can be running.
 */
test.each(recordedHistories)('the recorded history replays: %s', async (name) => {
  const replay = Worker.runReplayHistory({ workflowBundle: plain }, await readHistory(name));
  await expect(replay).resolves.toBeUndefined();
});

/** Else workflows that run would break when tracing is turned on. */
test.each(recordedHistories)('it replays with tracing, too: %s', async (name) => {
  const replay = Worker.runReplayHistory({ workflowBundle: traced }, await readHistory(name));
  await expect(replay).resolves.toBeUndefined();
});

test('without tracing the bundle holds nothing of OpenTelemetry', () => {
  const named = '@opentelemetry/';
  const holds = { traced: traced.code.includes(named), plain: plain.code.includes(named) };
  expect(holds).toEqual({ traced: true, plain: false });
});

import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';

import { bundleWorkflows } from '../bundle-workflows.ts';
import { readHistory, recordedHistories } from '../testing/recorded-histories.ts';
import { installSilentRuntime, silentLogger } from '../testing/silent-runtime.ts';

let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  installSilentRuntime();
  workflowBundle = await bundleWorkflows(silentLogger);
});

/**
 * A history that no longer replays means: workflows that run during the deployment would break. Guard
 * the change with `patched`, or record again when none of the old ones can be running.
 */
test.each(recordedHistories)('the recorded history replays: %s', async (name) => {
  const replay = Worker.runReplayHistory({ workflowBundle }, await readHistory(name));
  await expect(replay).resolves.toBeUndefined();
});

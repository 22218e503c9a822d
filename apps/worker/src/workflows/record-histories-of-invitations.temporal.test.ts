import { env } from 'node:process';

import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { countInHistory } from '../testing/count-in-history.ts';
import { createInvitationFixture, type InvitationFixture } from '../testing/invitation-fixture.ts';
import { type RecordedHistory, writeHistory } from '../testing/recorded-histories.ts';

let fixture: InvitationFixture;
beforeAll(async () => {
  fixture = await createInvitationFixture();
});
afterAll(async () => fixture[Symbol.asyncDispose]());

/** `npm run record-histories -w @a4c/worker` replaces the committed histories by these runs. */
test.each<readonly [RecordedHistory]>([
  ['user-invitation-workflow.accepted'],
  ['user-invitation-workflow.signalled-last'],
  ['user-invitation-workflow.expired'],
])('a run can be replayed: %s', async (name) => {
  const { activities, environment, workflowBundle } = fixture;
  const history = await fixture.withWorker(activities, async (start) => {
    const input = await fixture.initiate();
    const handle = await start(input);
    if (name.endsWith('accepted')) {
      await environment.sleep('4 days');
      await fixture.accept(handle, input.aggregate_id);
    }
    if (name.endsWith('signalled-last')) {
      await acceptBeforeSignal(handle, input.aggregate_id);
    }
    await handle.result();
    return handle.fetchHistory();
  });
  const replay = Worker.runReplayHistory({ workflowBundle }, history);
  await expect(replay).resolves.toBeUndefined();
  if (env['A4C_RECORD_HISTORIES'] === 'true') await writeHistory(name, history);
});

/** The third timer is that of the wait for the signal. */
async function acceptBeforeSignal(
  handle: Parameters<InvitationFixture['signal']>[0],
  invitationId: string,
): Promise<void> {
  await fixture.environment.sleep('6 days');
  const acceptance = await fixture.acceptRow(invitationId);
  await fixture.environment.sleep('25 hours');
  await expect.poll(() => countInHistory(handle, 'timerStartedEventAttributes')).toBe(3);
  await fixture.signal(handle, acceptance);
}

import { proxyActivities } from '@temporalio/workflow';

/** Runs activities by their names, one after the other; each is tried three times without a pause. */
export async function emittingWorkflow(
  activities: readonly string[],
  aggregateId: string,
): Promise<void> {
  const run = proxyActivities<Record<string, (aggregateId: string) => Promise<void>>>({
    startToCloseTimeout: '20 seconds',
    retry: { initialInterval: '1 millisecond', maximumAttempts: 3 },
  });
  for (const name of activities) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
    await run[name]?.(aggregateId);
  }
}

import { activityInfo } from '@temporalio/activity';

/** Run id of the workflow that the running activity belongs to. */
export function currentRunId(): string {
  const { workflowExecution, activityType } = activityInfo();
  if (workflowExecution === undefined) {
    throw new Error(
      `${activityType} was not started by a workflow. Start it as a step of one: it records the run.`,
    );
  }
  return workflowExecution.runId;
}

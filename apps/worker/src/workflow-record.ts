import type { WorkflowInputs } from '@a4c/contracts';

import * as workflows from './workflows/index.ts';

/** Every workflow that a contract starts, with the input that its events give it. */
export type DeclaredWorkflows = {
  readonly [Workflow in keyof WorkflowInputs]: (
    input: WorkflowInputs[Workflow],
  ) => Promise<unknown>;
};

/**
 * The workflows that this worker can run, by the names that the contracts give them. A contract that
 * starts a workflow which is missing here, or which takes another input, fails the type-check.
 */
export const workflowRecord = workflows satisfies DeclaredWorkflows;

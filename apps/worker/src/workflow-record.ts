import type { registry, StartsWorkflow, WorkflowInput } from '@a4c/contracts';

import * as workflows from './workflows/index.ts';

type Contract = (typeof registry)[number];

/** Name of the workflow that a contract starts; never when it starts none. */
type StartedBy<Declared> = Declared extends { readonly starts?: infer Starts }
  ? Extract<Starts, StartsWorkflow>['workflow']
  : never;

/** Every workflow that a contract starts, with the input that its event gives it. */
type DeclaredWorkflows = {
  readonly [Declared in Contract as StartedBy<Declared>]: (
    input: WorkflowInput<Declared['type']>,
  ) => Promise<unknown>;
};

/**
 * The workflows that this worker can run, by the names that the contracts give them. A contract that
 * starts a workflow which is missing here, or which takes another input, fails the type-check.
 */
export const workflowRecord = workflows satisfies DeclaredWorkflows;

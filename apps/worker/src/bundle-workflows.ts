import { join } from 'node:path';

import { bundleWorkflowCode, type Logger, type WorkflowBundle } from '@temporalio/worker';

/**
 * Bundles the workflows for Temporal's isolates, from the TypeScript sources (1.4 s). Done once a
 * process, whatever the number of task queues.
 *
 * @param interceptorModules files whose interceptors run in the isolates; none, unless they are traced.
 */
export async function bundleWorkflows(
  logger?: Logger,
  interceptorModules: readonly string[] = [],
): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'workflows/index.ts'),
    workflowInterceptorModules: [...interceptorModules],
    ...(logger !== undefined && { logger }),
  });
}

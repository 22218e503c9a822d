import { fileURLToPath } from 'node:url';

/** The module that is bundled with the workflows when they are traced. */
export const workflowInterceptors = fileURLToPath(
  import.meta.resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors.js'),
);

import type { Cli } from '../cli.ts';
import { temporalOf } from './temporal-client.ts';
import { describeWorkflow, type WorkflowNow } from './workflow-now.ts';

/** What Temporal says of a workflow now, or that it cannot be reached. */
export async function askTemporal(cli: Cli, workflowId: string): Promise<WorkflowNow> {
  const temporal = temporalOf(cli);
  try {
    return await describeWorkflow(temporal, workflowId);
  } finally {
    await temporal.connection.close();
  }
}

import { createEnvironmentReader } from '@a4c/service';
import { readTemporal } from '@a4c/service/temporal';

import { connectTemporal, type TemporalConnection } from '../../starting/temporal-connection.ts';
import type { Cli } from '../cli.ts';

/** How long a person waits for Temporal before it counts as away. */
const timeoutMs = 3_000;

/** Temporal as the TEMPORAL_ variables name it; nothing is sent yet. Close its connection. */
export function temporalOf(cli: Cli): TemporalConnection {
  const read = createEnvironmentReader(cli.env);
  const config = readTemporal(read, cli.env);
  read.finish();
  return connectTemporal(config);
}

/** One call that does not keep anybody waiting. */
export async function callTemporal<Result>(
  { connection }: TemporalConnection,
  call: (service: TemporalConnection['connection']['workflowService']) => Promise<Result>,
): Promise<Result> {
  return connection.withDeadline(Date.now() + timeoutMs, () => call(connection.workflowService));
}

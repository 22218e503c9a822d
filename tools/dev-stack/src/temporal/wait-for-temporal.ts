import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** A dev server answers after 0.2 s as a rule; a cold disk takes longer to read its 156 MB. */
const timeoutMs = 30_000;
const firstPauseMs = 20;
const maxPauseMs = 80;

/**
 * Resolves when the server answers for its namespace, which it does later than it accepts
 * connections. With `useEnvironment`, TLS, API key and namespace are the Temporal SDK's environment
 * configuration (TEMPORAL_TLS, TEMPORAL_API_KEY, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE …).
 */
export async function waitForTemporal(
  address: string,
  { useEnvironment = false, signal }: { useEnvironment?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const { namespace = 'default', connectionOptions } = useEnvironment
    ? loadClientConnectConfig()
    : { connectionOptions: { address } };
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
    try {
      if (!useEnvironment) await waitForPort(address);
      return await describeNamespace(connectionOptions, namespace);
    } catch (cause) {
      if (signal?.aborted) return;
      if (Date.now() > deadline) {
        throw new Error(
          `Temporal at ${address} does not answer for the namespace "${namespace}" within ` +
            `${timeoutMs / 1000} s. Start it, or unset TEMPORAL_ADDRESS to have one started.`,
          { cause },
        );
      }
      await pause(pauseMs);
    }
  }
}

/** gRPC waits a second after a refused connection, five times as long as the server needs. */
async function waitForPort(address: string): Promise<void> {
  const [host = '', port] = address.split(':');
  const socket = connect(Number(port), host);
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

async function describeNamespace(options: ConnectionOptions, namespace: string): Promise<void> {
  const connection = await Connection.connect({ ...options, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}

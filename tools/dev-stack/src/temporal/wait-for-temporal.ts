import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { temporalTarget, withTemporal } from './connect-temporal.ts';

/** A dev server answers after 0.2 s as a rule; a cold disk takes longer to read its 156 MB. */
const timeoutMs = 30_000;
const callTimeoutMs = 2_000;
const firstPauseMs = 20;
const maxPauseMs = 80;

/**
 * Resolves when the server answers for its namespace, which it does later than it accepts
 * connections. `external` as in `temporalTarget`.
 */
export async function waitForTemporal(
  address: string,
  { external = false, signal }: { external?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const target = temporalTarget(address, external);
  const { namespace } = target;
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
    try {
      if (!external) await waitForPort(address);
      return await withTemporal(target, async (connection) => {
        await connection.withDeadline(Date.now() + callTimeoutMs, async () =>
          connection.workflowService.describeNamespace({ namespace }),
        );
      });
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

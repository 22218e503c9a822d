import { Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** How to reach a server. */
export type TemporalTarget = { connectionOptions: ConnectionOptions; namespace: string };

/**
 * How to reach a dev server of our own, or with `external` the server that TEMPORAL_ADDRESS names:
 * TLS, API key and namespace are then the Temporal SDK's environment configuration (TEMPORAL_TLS,
 * TEMPORAL_API_KEY, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE …).
 */
export function temporalTarget(address: string, external: boolean): TemporalTarget {
  if (!external) return { connectionOptions: { address }, namespace: 'default' };
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  return { connectionOptions, namespace };
}

/** Runs `use` on one connection of its own and closes it afterwards. */
export async function withTemporal<T>(
  { connectionOptions }: TemporalTarget,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: 2_000 });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

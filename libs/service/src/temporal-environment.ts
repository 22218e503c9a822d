import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';

import type { Environment, EnvironmentReader } from './environment.ts';

export type { ClientConnectConfig };

/** Address, namespace, TLS and API key, as the Temporal SDK's environment configuration has them. */
export function readTemporal(
  read: EnvironmentReader,
  environment: Environment,
): ClientConnectConfig {
  const given = Object.entries(environment).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, value] as const],
  );
  try {
    return loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(given) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    read.problem(
      `The TEMPORAL_ variables, or the file that TEMPORAL_CONFIG_FILE names, cannot be used (${why}). ` +
        'Set them as the Temporal CLI wants them, for example TEMPORAL_ADDRESS=localhost:7233',
    );
    return { connectionOptions: {} };
  }
}

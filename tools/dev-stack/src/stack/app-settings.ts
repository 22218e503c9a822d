import { join } from 'node:path';

import type { TokenSettings } from './dev-token.ts';
import type { StackDatabase } from './start-database.ts';

/** The apps that make the loop, each a process of its own. */
export const appNames = ['relay', 'worker', 'edge'] as const;

/** One of the apps. */
export type AppName = (typeof appNames)[number];

/** The file that an app is started from, here as in production. */
export function appEntry(name: AppName): string {
  return join(import.meta.dirname, '../../../../apps', name, 'src/main.ts');
}

/**
 * An app's environment: its own login, any free port on 127.0.0.1, the stack's Temporal and tokens.
 * Everything else it takes from the environment that the stack was started in.
 */
export function appEnvironment(
  name: AppName,
  stack: {
    database: Pick<StackDatabase, 'urlFor'>;
    temporalAddress: string;
    tokens: TokenSettings;
  },
): NodeJS.ProcessEnv {
  const DATABASE_URL = stack.database.urlFor(name);
  const TEMPORAL_ADDRESS = stack.temporalAddress;
  switch (name) {
    case 'relay':
      return { DATABASE_URL, TEMPORAL_ADDRESS, A4C_RELAY_HEALTH_PORT: '0' };
    case 'worker':
      return {
        DATABASE_URL,
        TEMPORAL_ADDRESS,
        A4C_WORKER_HEALTH_PORT: '0',
        A4C_INVITATION_SECRET: stack.tokens.invitationSecret,
      };
    case 'edge':
      return {
        DATABASE_URL,
        A4C_EDGE_PORT: process.env['A4C_EDGE_PORT'] ?? '0',
        A4C_JWT_ISSUER: stack.tokens.issuer,
        A4C_JWT_AUDIENCE: stack.tokens.audience,
        A4C_JWT_SECRET: stack.tokens.secret,
        A4C_INVITATION_SECRET: stack.tokens.invitationSecret,
      };
  }
}

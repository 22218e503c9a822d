import { migrate } from '@a4c/database';

import { databaseUrl } from '../databases/database-url.ts';
import {
  createOwnedDatabase,
  createRoleLogins,
  type DatabaseRole,
} from '../databases/login-roles.ts';
import { type Postgres, startPostgres } from '../postgres/start-postgres.ts';
import type { Log } from '../processes/log.ts';

/** A migrated database, and how each process logs in to it. */
export type StackDatabase = {
  ownerUrl: string;
  urlFor: (role: DatabaseRole) => string;
  /** Undefined when DATABASE_URL named the server. */
  postgres: Postgres | undefined;
};

/**
 * The database `a4c` on a PostgreSQL of our own, or the one that DATABASE_URL names: there as the
 * role that owns, or will own, the schema, with CREATEROLE.
 */
export async function startDatabase(log: Log): Promise<StackDatabase> {
  const external = process.env['DATABASE_URL'];
  if (external) log('PostgreSQL: DATABASE_URL');
  const postgres = external ? undefined : await startPostgres({ log });
  try {
    const ownerUrl = postgres
      ? await createOwnedDatabase(postgres.adminUrl, 'a4c')
      : (external ?? '');
    await migrate({ databaseUrl: ownerUrl, log });
    const logins = await createRoleLogins(ownerUrl);
    return { ownerUrl, urlFor: (role) => databaseUrl(ownerUrl, logins[role]), postgres };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { type DatabaseRole, type Login, providedServices } from './provided-services.ts';

/** A migrated database of its own for one test file. */
export type TestDatabase = AsyncDisposable & {
  readonly name: string;
  /** To this database, as a superuser: to prove what one sees, and to arrange faults. */
  readonly adminUrl: string;
  /** To this database, as the owner of its schema. */
  readonly ownerUrl: string;
  /** To this database, as a process of that role would log in. */
  readonly urlFor: (role: DatabaseRole) => string;
};

/** A closed connection's backend needs a moment to end; more than this is a leak. */
const closingMs = 1_000;

/**
 * Copies the migrated template (60 ms), so that tests never see each other's rows. Dispose of it
 * after the file's tests: that drops it, and throws LeakedConnectionsError when the tests left a
 * connection open.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, owner, logins } = providedServices().database;
  const name = `a4c_test_${randomBytes(6).toString('hex')}`;
  // file_copy: for a template of this size three times as fast as the default wal_log.
  const copy = `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.user} STRATEGY file_copy`;
  await withAdmin(adminUrl, (admin) => admin.query(copy));
  return {
    name,
    adminUrl: urlTo(adminUrl, name),
    ownerUrl: urlTo(adminUrl, name, owner),
    urlFor: (role) => urlTo(adminUrl, name, logins[role]),
    [Symbol.asyncDispose]: async () => withAdmin(adminUrl, (admin) => dropDatabase(admin, name)),
  };
}

/** A test ended and connections to its database were still open. */
export class LeakedConnectionsError extends Error {
  readonly code = 'leaked_connections';
  override readonly name = 'LeakedConnectionsError';

  constructor(connections: readonly Connection[]) {
    const list = connections.map(
      ({ user, application, state, query }) => `  ${user} ${application} (${state}): ${query}`,
    );
    super(
      `${connections.length} connections to the test's database were left open. ` +
        `End every pool and client before the database is disposed of:\n${list.join('\n')}`,
    );
  }
}

type Connection = { user: string; application: string; state: string; query: string };

async function dropDatabase(admin: Client, name: string): Promise<void> {
  const deadline = Date.now() + closingMs;
  let open = await listConnections(admin, name);
  while (open.length > 0 && Date.now() < deadline) {
    await pause(10);
    open = await listConnections(admin, name);
  }
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  if (open.length > 0) throw new LeakedConnectionsError(open);
}

async function listConnections(admin: Client, name: string): Promise<Connection[]> {
  const { rows } = await admin.query<Connection>(
    `SELECT usename AS user, application_name AS application, state, left(query, 80) AS query
     FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
    [name],
  );
  return rows;
}

async function withAdmin<T>(url: string, use: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url, application_name: 'a4c-test-harness' });
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
}

function urlTo(server: string, database: string, login?: Login): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (login !== undefined) [url.username, url.password] = [login.user, login.password];
  return url.href;
}

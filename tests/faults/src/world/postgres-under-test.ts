import { mkdtemp, rm, chmod, writeFile, chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrate } from '@a4c/database';
import {
  createOwnedDatabase,
  createRoleLogins,
  databaseUrl,
  type DatabaseRole,
  findServerAccount,
  guardPath,
  type Postgres,
  startPostgres,
} from '@a4c/dev-stack';

/** A PostgreSQL server that can be ended and started again where it was, and a migrated database in it. */
export interface PostgresUnderTest extends AsyncDisposable {
  readonly port: number;
  /** To the database, as a superuser. */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  urlFor(role: DatabaseRole): string;
  /** `fast` ends the sessions and writes a checkpoint; `immediate` leaves that to a recovery. */
  end(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Ends it as `fast` does, and starts it as a standby: read-only until it is promoted. */
  restartAsStandby(): Promise<void>;
}

const database = 'a4c';
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

export async function startPostgresUnderTest(
  settings: Readonly<Record<string, string | number>> = {},
): Promise<PostgresUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-faults-'));
  const keepFolder = guardPath(folder);
  // As root, the server runs under another account, which must be able to get there.
  await chmod(folder, 0o755);
  const dataDirectory = join(folder, 'postgres');
  let server: Postgres = await startPostgres({ dataDirectory, settings });
  const { adminUrl } = server;
  const port = Number(new URL(adminUrl).port);

  async function end(how: keyof typeof signals): Promise<void> {
    process.kill(server.pid, signals[how]);
    await server.exited;
    await server.stop();
  }

  async function start(): Promise<void> {
    server = await startPostgres({ dataDirectory, port, settings });
  }

  const ownerUrl = await createOwnedDatabase(adminUrl, database);
  await migrate({ databaseUrl: ownerUrl });
  const logins = await createRoleLogins(ownerUrl);
  return {
    port,
    adminUrl: databaseUrl(adminUrl, { database }),
    ownerUrl,
    urlFor: (role) => databaseUrl(ownerUrl, logins[role]),
    end,
    start,
    async restartAsStandby() {
      await end('fast');
      const signalFile = join(dataDirectory, 'standby.signal');
      await writeFile(signalFile, '');
      const { uid, gid } = findServerAccount();
      if (uid !== undefined && gid !== undefined) await chown(signalFile, uid, gid);
      await start();
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      keepFolder();
    },
  };
}

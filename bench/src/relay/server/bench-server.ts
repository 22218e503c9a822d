import { migrate } from '@a4c/database';
import {
  createOwnedDatabase,
  createRoleLogins,
  databaseUrl,
  type Log,
  startPostgres,
} from '@a4c/dev-stack';
import { Pool } from 'pg';

import { applicationName, benchClient } from './bench-client.ts';
import { quickServerSettings, serverSettings } from './server-settings.ts';

/** A database that holds what was inserted into it since it was copied, and nothing else. */
export interface BenchDatabase extends AsyncDisposable {
  readonly name: string;
  /** Writers and the peers' workers log in as the owner: no row policy slows anyone. */
  readonly ownerUrl: string;
  /** Our relay logs in as in production. */
  readonly relayUrl: string;
}

/** One PostgreSQL for everybody, with the same settings, and migrated databases on it. */
export interface BenchServer extends AsyncDisposable {
  /** Connections of the server's superuser, for figures and for new databases. */
  readonly admin: Pool;
  /** With the optimisation that it was compiled with: `17.10 (-O2)`. */
  readonly version: string;
  /** Makes a template once: our schema, and what `install` adds to it. */
  template(name: string, install: (ownerUrl: string) => Promise<void>): Promise<string>;
  /** A copy of a template. */
  createDatabase(template: string): Promise<BenchDatabase>;
}

/** Started for the run on a free port of 127.0.0.1; it ends with this process, however that ends. */
export async function startBenchServer(options: {
  readonly log: Log;
  readonly isQuick?: boolean;
  /** Folder of another PostgreSQL than the embedded one. */
  readonly installation?: string | undefined;
}): Promise<BenchServer> {
  const { log, isQuick = false, installation } = options;
  const postgres = await startPostgres({
    settings: isQuick ? quickServerSettings : serverSettings,
    ...(installation !== undefined && { installation }),
    log,
  });
  const admin = new Pool({
    connectionString: postgres.adminUrl,
    application_name: applicationName,
    max: 2,
  });
  try {
    const migrated = await createOwnedDatabase(postgres.adminUrl, 'template_migrated');
    await migrate({ databaseUrl: migrated });
    const logins = await createRoleLogins(migrated);
    const { username: user } = new URL(migrated);
    const { rows } = await admin.query<{ version: string }>(
      `SELECT current_setting('server_version') || ' (' || substring(setting FROM '-O\\S+') || ')' AS version
       FROM pg_config WHERE name = 'CFLAGS'`,
    );
    const templates = new Set<string>();
    let copies = 0;

    const copy = async (from: string, to: string): Promise<string> => {
      await admin.query(`CREATE DATABASE ${to} TEMPLATE ${from} OWNER ${user} STRATEGY file_copy`);
      return databaseUrl(migrated, { database: to });
    };
    return {
      admin,
      version: rows[0]?.version ?? '',
      async template(name, install) {
        if (templates.has(name)) return name;
        const ownerUrl = await copy('template_migrated', name);
        await install(ownerUrl);
        await using owner = await benchClient(ownerUrl);
        await owner.client.query('VACUUM ANALYZE');
        templates.add(name);
        return name;
      },
      async createDatabase(template) {
        copies += 1;
        const name = `bench_${copies}`;
        const ownerUrl = await copy(template, name);
        return {
          name,
          ownerUrl,
          relayUrl: databaseUrl(ownerUrl, logins.relay),
          async [Symbol.asyncDispose]() {
            await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
          },
        };
      },
      async [Symbol.asyncDispose]() {
        await admin.end();
        await postgres.stop();
      },
    };
  } catch (error) {
    await admin.end();
    await postgres.stop();
    throw error;
  }
}

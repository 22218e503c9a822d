import { join } from 'node:path';

import { runner } from 'node-pg-migrate';
import { Client } from 'pg';

import { applyContracts } from './apply-contracts.ts';

const migrationsFolder = join(import.meta.dirname, '../migrations');

export interface MigrateOptions {
  /** Connection string of the role that owns, or will own, the schema. It needs CREATEROLE once. */
  readonly databaseUrl: string;
  /** Told one line per step. */
  readonly log?: (line: string) => void;
}

/**
 * Brings the database to this release: pending migrations first, all in one transaction, then the
 * checks and routes that are generated from the contracts. Running it again changes nothing.
 * Two at once wait for each other.
 *
 * @throws OlderContractsError when a newer release's contracts are in force already.
 * @throws ContractValidationError when stored events break the contracts.
 */
export async function migrate({ databaseUrl, log = () => {} }: MigrateOptions): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'a4c-migrate' });
  await client.connect();
  try {
    const applied = await runner({
      dbClient: client,
      dir: migrationsFolder,
      direction: 'up',
      migrationsTable: 'schema_migration',
      advisoryLockMode: 'wait',
      logger: { debug: ignore, info: ignore, warn: log, error: log },
    });
    for (const { name } of applied) log(`applied migration ${name}`);
    if (applied.length === 0) log('no pending migration');
    await applyContracts(client, log);
  } finally {
    await client.end();
  }
}

function ignore(): void {}

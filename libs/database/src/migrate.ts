import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import { applyContracts } from './apply-contracts.ts';
import { DatabaseBusyError, MigrationRightsError } from './database-errors.ts';

const migrationsFolder = join(import.meta.dirname, '../migrations');
const contractsFile = join(import.meta.dirname, 'generated/contracts.sql');

export interface MigrateOptions {
  /** Connection string of the role that owns, or will own, the schema. It needs CREATEROLE once per cluster. */
  readonly databaseUrl: string;
  /** Told one line per step. */
  readonly log?: (line: string) => void;
}

/**
 * Brings the database to this release: pending migrations first, all in one transaction, then the
 * checks and routes that are generated from the contracts. Running it again changes nothing.
 * Two at once wait for each other. What fails leaves nothing half done.
 *
 * @throws MigrationRightsError when the role may not do it.
 * @throws DatabaseBusyError when another transaction is in the way for more than a few seconds.
 * @throws OlderContractsError when a newer release's contracts are in force already.
 * @throws ContractsInUseError when a route would vanish while events wait for it.
 * @throws ContractValidationError when stored events break the contracts. What was in force before
 * still is, unless the events came while the contracts were applied: then `inForce` is true.
 */
export async function migrate({ databaseUrl, log = () => {} }: MigrateOptions): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'a4c-migrate' });
  await client.connect();
  try {
    const role = await checkRights(client);
    try {
      await migrateSchema(client, log);
      await applyContracts(client, await readFile(contractsFile, 'utf8'), log);
    } catch (error) {
      throw translated(error, role);
    }
  } finally {
    await client.end();
  }
}

async function migrateSchema(client: Client, log: (line: string) => void): Promise<void> {
  // Takes a fifth of a second to load, which processes that never migrate need not wait for.
  const { runner } = await import('node-pg-migrate');
  const applied = await runner({
    dbClient: client,
    dir: migrationsFolder,
    direction: 'up',
    migrationsTable: 'schema_migration',
    // Not the default when called from code: each file would be committed by itself.
    singleTransaction: true,
    advisoryLockMode: 'wait',
    logger: { debug: ignore, info: ignore, warn: log, error: log },
  });
  for (const { name } of applied) log(`applied migration ${name}`);
  if (applied.length === 0) log('no pending migration');
}

/** Asked first, since the runner's own message about it is a stack trace. Returns the role. */
async function checkRights(client: Client): Promise<string> {
  const { rows } = await client.query<{ role: string; reason: string | null }>(`
    SELECT current_user AS role, CASE
      WHEN NOT pg_has_role(c.relowner, 'USAGE') THEN format('the schema belongs to "%s"', c.relowner::regrole)
      WHEN NOT has_schema_privilege('public', 'CREATE') THEN 'it may create nothing in schema public'
    END AS reason
    FROM (SELECT) one LEFT JOIN pg_class c ON c.oid = to_regclass('public.schema_migration')`);
  const { role = '', reason = null } = rows[0] ?? {};
  if (reason !== null) throw new MigrationRightsError(role, reason);
  return role;
}

function translated(error: unknown, role: string): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === '42501')
    return new MigrationRightsError(role, error.message, { cause: error });
  if (error.code === '55P03') return new DatabaseBusyError(error.message, { cause: error });
  return error;
}

function ignore(): void {}

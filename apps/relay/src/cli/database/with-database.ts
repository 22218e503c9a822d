import { findMissingMigration } from '@a4c/database';
import { createEnvironmentReader, readDatabaseUrl } from '@a4c/service';
import { Client } from 'pg';

import type { Cli } from '../cli.ts';
import { cannotConnect, olderSchema, targetOf, translateFailure } from './database-failure.ts';

/** A command's statements take milliseconds; the counts of a large backlog take seconds. */
const statementTimeoutMs = 60_000;

export interface SessionOptions {
  /** Stands in `application_name`, for those who look at the sessions of the database. */
  readonly purpose: string;
  /** `doctor` looks at older schemas too. */
  readonly anySchema?: boolean;
}

/**
 * Runs `use` on one session to the database at DATABASE_URL and closes it.
 *
 * @throws CliError when it cannot be reached, lacks a migration, or refuses the role.
 */
export async function withDatabase<Result>(
  cli: Cli,
  options: SessionOptions,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = databaseUrlOf(cli);
  const target = targetOf(databaseUrl);
  const client = createClient(databaseUrl, options.purpose);
  try {
    await client.connect();
  } catch (error) {
    void client.end().catch(ignore);
    throw cannotConnect(target, error);
  }
  try {
    // A statement, not a start-up parameter: a pooler in between refuses those.
    await client.query(`SET statement_timeout = ${statementTimeoutMs}`);
    if (options.anySchema !== true) {
      const missing = await findMissingMigration(client);
      if (missing !== undefined) throw olderSchema(target, missing);
    }
    return await use(client);
  } catch (error) {
    throw translateFailure(target, error);
  } finally {
    // Not awaited: a server that does not answer must not keep the command.
    void client.end().catch(ignore);
  }
}

/** @throws InvalidConfigurationError */
export function databaseUrlOf(cli: Cli): string {
  const read = createEnvironmentReader(cli.env);
  const databaseUrl = readDatabaseUrl(read);
  read.finish();
  return databaseUrl;
}

export function createClient(databaseUrl: string, purpose: string): Client {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: `a4c-relay ${purpose}`,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: statementTimeoutMs + 5_000,
  });
  // The statement in flight, or the next one, fails with it.
  client.on('error', ignore);
  return client;
}

function ignore(): void {}

import { tryArchiveLock } from '@a4c/database';
import type { Client } from 'pg';

import { CliError } from '../cli-error.ts';

/** @throws CliError when another archive or restore runs on this database. */
export async function takeArchiveLock(client: Client): Promise<void> {
  if (await tryArchiveLock(client)) return;
  throw new CliError(
    'archive_runs_already',
    'Another a4c-relay archive or restore runs on this database. Wait until it has ended; its session in pg_stat_activity is called "a4c-relay archive" or "a4c-relay restore".',
  );
}

import { Client } from 'pg';

import { listArchiveFiles } from '../archive-folder.ts';
import { restoreArchive, type RestoreResult } from '../restore-archive.ts';

/** What `a4c-relay restore` does after the question. */
export async function restoreIn(databaseUrl: string, folder: string): Promise<RestoreResult> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await restoreArchive({
      client,
      folder,
      files: await listArchiveFiles(folder, null),
      signal: new AbortController().signal,
      onProgress: () => {},
    });
  } finally {
    await client.end();
  }
}

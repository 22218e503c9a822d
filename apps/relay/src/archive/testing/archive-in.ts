import { findContractSetInForce } from '@a4c/database';
import { Client } from 'pg';

import { archiveEvents, type ArchiveResult } from '../archive-events.ts';
import { openArchiveFolder } from '../archive-folder.ts';
import type { OnArchiveStep } from '../archive-step.ts';
import { countCandidates } from '../count-candidates.ts';
import type { FileLimits } from '../write-file.ts';

export interface ArchiveInOptions {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly onStep?: OnArchiveStep;
  readonly signal?: AbortSignal;
  readonly limits?: FileLimits;
}

/** What `a4c-relay archive` does after the question, with everything of before June 2024. */
export async function archiveIn({
  databaseUrl,
  folder: path,
  onStep = () => {},
  signal = new AbortController().signal,
  limits,
}: ArchiveInOptions): Promise<ArchiveResult> {
  const before = '2024-06-01T00:00:00Z';
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const contractSet = await findContractSetInForce(client);
    const folder = await openArchiveFolder(path, contractSet);
    const { months } = await countCandidates(client, before);
    return await archiveEvents({
      client,
      folder,
      before,
      months: [...months.keys()],
      contractSet,
      signal,
      onStep,
      ...(limits !== undefined && { limits }),
    });
  } finally {
    await client.end();
  }
}

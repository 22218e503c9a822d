import { type ArchiveObstacle, archiveStart, readArchiveCandidates } from '@a4c/database';
import type { ClientBase } from 'pg';

import type { Month } from './month.ts';

/** Rows per statement, which stays short also on a table of any size. */
const pageSize = 10_000;

/** What a run would find among the events of before a time. */
export interface CandidateCount {
  /** Events that may be archived, by month, oldest first. */
  readonly months: ReadonlyMap<Month, number>;
  readonly total: number;
  readonly staying: ReadonlyMap<ArchiveObstacle, number>;
}

/** Looks at every event of before a time once, page by page. */
export async function countCandidates(client: ClientBase, before: string): Promise<CandidateCount> {
  const [months, staying] = [new Map<Month, number>(), new Map<ArchiveObstacle, number>()];
  let total = 0;
  for (let after = archiveStart; ;) {
    // oxlint-disable-next-line no-await-in-loop -- page by page
    const page = await readArchiveCandidates(client, {
      before,
      until: before,
      after,
      limit: pageSize,
      withRecords: false,
    });
    const last = page.at(-1);
    if (last === undefined) return { months, total, staying };
    after = last;
    for (const { createdAt, obstacle } of page) {
      if (obstacle === null) {
        const month = createdAt.slice(0, createdAt.indexOf('-', 4) + 3);
        months.set(month, (months.get(month) ?? 0) + 1);
        total += 1;
      } else staying.set(obstacle, (staying.get(obstacle) ?? 0) + 1);
    }
  }
}

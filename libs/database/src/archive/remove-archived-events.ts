import type { ClientBase } from 'pg';

import type { ArchiveObstacle } from './archive-candidates.ts';

/** An event as its line in the archive has it. */
export interface ArchivedEvent {
  readonly id: string;
  /** SHA-256 of the line, without its line break. */
  readonly digest: Buffer;
}

/**
 * `gone`: it was not in the table any more. `changed`: the line is not what the table holds now, as
 * after a reprocessing.
 */
export type RemovalOutcome = 'removed' | 'gone' | 'changed' | ArchiveObstacle;

/**
 * Removes the events that stand in the archive exactly as in the table, with the record of their
 * starts, in one transaction. The others are left alone, so that calling it again is safe.
 *
 * @returns how many events had which outcome.
 */
export async function removeArchivedEvents(
  client: ClientBase,
  events: readonly ArchivedEvent[],
  before: string,
): Promise<Map<RemovalOutcome, number>> {
  const { rows } = await client.query<{ outcome: RemovalOutcome; events: number }>({
    name: 'remove-archived-events',
    text: statement,
    values: [events.map(({ id }) => id), events.map(({ digest }) => digest), before],
  });
  return new Map(rows.map((row) => [row.outcome, row.events]));
}

const statement = `
SELECT outcome, count(*)::int AS events FROM remove_archived_events($1::uuid[], $2::bytea[], $3)
GROUP BY outcome`;

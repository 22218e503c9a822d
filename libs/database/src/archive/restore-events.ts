import type { ClientBase } from 'pg';

/**
 * `present`: it is in the table. `unknown`: it was not archived from this database. `superseded`:
 * the line was written, but the event changed before it was removed; another line has it.
 * `refused`: the event breaks its contract as it is now.
 */
export type RestoreOutcome = 'restored' | 'present' | 'unknown' | 'superseded' | 'refused';

export interface RestoredEvent {
  readonly id: string;
  readonly outcome: RestoreOutcome;
  /** Path and rule of the contract when refused; never a value. */
  readonly problem: string | null;
}

/**
 * Inserts events again from their lines in the archive, with all columns and the record of their
 * starts as they were, in one transaction. It starts nothing, and calling it again changes nothing.
 */
export async function restoreEvents(
  client: ClientBase,
  lines: readonly string[],
): Promise<RestoredEvent[]> {
  const { rows } = await client.query<RestoredEvent>({
    name: 'restore-events',
    text: 'SELECT event_id AS id, outcome, problem FROM restore_events($1::text[])',
    values: [lines],
  });
  return rows;
}

import type { Client } from 'pg';

/** Where following begins: all that was committed up to one moment is known, and not told. */
export interface StartingPoint {
  readonly events: NumbersSoFar;
  readonly attempts: NumbersSoFar;
  readonly deadLetters: NumbersSoFar;
  /** Sequence numbers of events whose workflow is still to be started. */
  readonly waiting: readonly number[];
  /** Ids of open dead letters. */
  readonly openLetters: readonly number[];
}

interface NumbersSoFar {
  readonly start: number;
  readonly gaps: readonly number[];
}

/** Transactions that run already may still commit numbers that are passed; so far back they are looked for. */
const lookBack = 20_000;

export async function readStartingPoint(client: Client): Promise<StartingPoint> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const column = async (statement: string): Promise<number[]> => {
      const { rows } = await client.query<{ number: number }>(statement);
      return rows.map((row) => row.number);
    };
    const soFar = async (numbers: (beyond: string) => string): Promise<NumbersSoFar> => {
      const known = await column(
        `SELECT number::float8 AS number FROM (${numbers(`ORDER BY 1 DESC LIMIT ${lookBack}`)}) n ORDER BY 1`,
      );
      return { start: known.at(-1) ?? 0, gaps: gapsBetween(known) };
    };
    return {
      events: await soFar(
        (last) => `(SELECT sequence_number AS number FROM domain_events ${last})
          UNION ALL (SELECT sequence_number FROM workflow_requeue ${last})`,
      ),
      attempts: await soFar((last) => `SELECT id AS number FROM workflow_attempt ${last}`),
      deadLetters: await soFar((last) => `SELECT id AS number FROM dead_letter ${last}`),
      waiting: await column(
        'SELECT sequence_number::float8 AS number FROM workflow_dispatch ORDER BY 1',
      ),
      openLetters: await column(
        'SELECT id::float8 AS number FROM dead_letter WHERE resolved_at IS NULL ORDER BY 1',
      ),
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Numbers that are missing among the last ones. */
function gapsBetween(known: readonly number[]): number[] {
  const last = known.at(-1) ?? 0;
  const gaps: number[] = [];
  const present = new Set(known);
  for (let number = Math.max(1, last - lookBack); number < last; number += 1) {
    if (!present.has(number)) gaps.push(number);
  }
  return gaps;
}

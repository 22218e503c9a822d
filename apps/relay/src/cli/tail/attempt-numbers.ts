import type { Client } from 'pg';

import type { NumberedSource } from './sequence-cursor.ts';
import { tailTime } from './tail-line.ts';

/** An attempt that did not start a new workflow, or a dead letter. */
export interface AttemptRow {
  readonly number: number;
  readonly kind: 'attached' | 'failed' | 'outage' | 'dead_lettered';
  readonly at: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly code: string;
  readonly message: string;
}

export function attemptNumbers(client: () => Client): NumberedSource<AttemptRow> {
  return numbersOf(
    client,
    'workflow_attempt',
    `SELECT a.id::float8 AS number, a.outcome AS kind, ${tailTime('a.attempted_at')} AS at,
       a.event_id, e.event_type, a.code, a.message
     FROM workflow_attempt a JOIN domain_events e ON e.id = a.event_id`,
    'a.id',
  );
}

export function deadLetterNumbers(client: () => Client): NumberedSource<AttemptRow> {
  return numbersOf(
    client,
    'dead_letter',
    `SELECT l.id::float8 AS number, 'dead_lettered' AS kind, ${tailTime('l.dead_lettered_at')} AS at,
       l.event_id, l.event_type, l.code, l.reason AS message
     FROM dead_letter l`,
    'l.id',
  );
}

function numbersOf(
  client: () => Client,
  lockedTable: string,
  select: string,
  number: string,
): NumberedSource<AttemptRow> {
  return {
    lockedTable,
    async readAbove(above, limit) {
      const { rows } = await client().query<AttemptRow>(
        `${select} WHERE ${number} > $1 ORDER BY ${number} LIMIT $2`,
        [above, limit],
      );
      return rows;
    },
    async readThese(numbers) {
      const { rows } = await client().query<AttemptRow>(
        `${select} WHERE ${number} = ANY ($1::bigint[])`,
        [numbers],
      );
      return rows;
    },
  };
}

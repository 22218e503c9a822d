import type { Client } from 'pg';

import type { NumberedSource } from './sequence-cursor.ts';
import { tailTime } from './tail-line.ts';

/** An insertion or a reprocessing: both draw numbers of the same sequence. */
export interface EventNumberRow {
  readonly number: number;
  readonly kind: 'inserted' | 'requeued';
  readonly at: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate_id: string;
  /** The event's own number. */
  readonly event_number: number;
  readonly is_processed: boolean;
  readonly by: string | null;
}

export function eventNumbers(client: () => Client): NumberedSource<EventNumberRow> {
  return {
    lockedTable: 'domain_events',
    async readAbove(number, limit) {
      const { rows } = await client().query<EventNumberRow>(
        `SELECT * FROM (
           (${inserted} WHERE e.sequence_number > $1 ORDER BY e.sequence_number LIMIT $2)
           UNION ALL
           (${requeued} WHERE q.sequence_number > $1 ORDER BY q.sequence_number LIMIT $2)
         ) found ORDER BY number LIMIT $2`,
        [number, limit],
      );
      return rows;
    },
    async readThese(numbers) {
      const { rows } = await client().query<EventNumberRow>(
        `${inserted} WHERE e.sequence_number = ANY ($1::bigint[])
         UNION ALL ${requeued} WHERE q.sequence_number = ANY ($1::bigint[])`,
        [numbers],
      );
      return rows;
    },
  };
}

const inserted = `
SELECT e.sequence_number::float8 AS number, 'inserted' AS kind, ${tailTime('e.created_at')} AS at,
  e.id AS event_id, e.event_type, e.aggregate_id, e.sequence_number::float8 AS event_number,
  e.processed_at IS NOT NULL AS is_processed, NULL AS by
FROM domain_events e`;

const requeued = `
SELECT q.sequence_number::float8 AS number, 'requeued' AS kind, ${tailTime('q.requested_at')} AS at,
  e.id AS event_id, e.event_type, e.aggregate_id, e.sequence_number::float8 AS event_number,
  e.processed_at IS NOT NULL AS is_processed, q.requested_by AS by
FROM workflow_requeue q JOIN domain_events e ON e.id = q.event_id`;

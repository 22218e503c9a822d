import type { ClientBase } from 'pg';

import { type DeadLetterFilter, filterValues, matchingLetters } from './dead-letter-filter.ts';

/** Unresolved dead letters at one moment. */
export interface DeadLetterCount {
  /** That the filter means. */
  readonly matching: number;
  /** Of these, the ones whose event type starts no workflow any more: they cannot be retried. */
  readonly withoutRoute: number;
  /** Whatever the filter. */
  readonly open: number;
  /** The newest that the filter means; later ones are left alone. "0" when there is none. */
  readonly lastId: string;
}

/** Counts before something is done to them, so that a person can be asked. */
export async function countDeadLetters(
  client: ClientBase,
  filter: DeadLetterFilter,
): Promise<DeadLetterCount> {
  const { rows } = await client.query<DeadLetterCount>(statement, filterValues(filter));
  return rows[0] ?? { matching: 0, withoutRoute: 0, open: 0, lastId: '0' };
}

const statement = `
SELECT count(*) FILTER (WHERE m.is_meant)::int AS matching,
  count(*) FILTER (WHERE m.is_meant AND r.event_type IS NULL)::int AS "withoutRoute",
  count(*)::int AS open,
  coalesce(max(m.id) FILTER (WHERE m.is_meant), 0)::text AS "lastId"
FROM (SELECT l.id, l.event_type, (${matchingLetters}) AS is_meant FROM dead_letter l WHERE l.resolved_at IS NULL) m
LEFT JOIN workflow_route r ON r.event_type = m.event_type`;

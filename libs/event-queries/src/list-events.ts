import type { StoredEvent } from '@a4c/contracts';
import type { Pool } from 'pg';

import { cutPage, type EventOrder, type EventPage, type PageOptions, startOfPage } from './page.ts';

/** Which events a query lists, as SQL over the columns of `domain_events`. */
export interface EventFilter {
  /** Name of the query in the API; cursors carry it. */
  readonly query: string;
  /** A condition whose parameters are `$1` … `$n`. */
  readonly where: string;
  readonly values: readonly unknown[];
  readonly order: EventOrder;
}

export const eventColumns = `id, sequence_number, event_type, event_version, aggregate_type, aggregate_id,
  event_data, event_metadata, created_at, processed_at, processing_error, retry_count`;

/**
 * Reads one page by keyset. The statement has no name: with a prepared one Postgres would come to
 * use a generic plan, which does not know whether the tag or the activity asked for is a rare one.
 */
export async function listEvents(
  pool: Pool,
  filter: EventFilter,
  page: PageOptions = {},
): Promise<EventPage> {
  const { limit, after } = startOfPage(filter.query, filter.order, page);
  const { rows } = await pool.query<StoredEvent>({
    text: pageStatement(filter),
    values: [...filter.values, after, limit + 1],
  });
  return cutPage(filter.query, limit, rows);
}

/** Its last two parameters are where the page begins and how many rows it may have. */
export function pageStatement({ where, values, order }: Omit<EventFilter, 'query'>): string {
  const [compare, direction] = order === 'oldest_first' ? ['>', 'ASC'] : ['<', 'DESC'];
  return `
SELECT ${eventColumns}
FROM readable_events
WHERE ${where} AND sequence_number ${compare} $${values.length + 1}
ORDER BY sequence_number ${direction}
LIMIT $${values.length + 2}`;
}

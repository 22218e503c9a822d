import type { StoredEvent } from '@a4c/contracts';
import type { Pool } from 'pg';

import { type EventFilter, pageStatement } from './list-events.ts';
import { cutPage, type EventPage, type PageOptions, startOfPage } from './page.ts';

/** Over all events of the filter, also those of other pages. */
interface Counts {
  readonly total_count: number;
  /** Events that tell of an error: a start that failed, or a workflow's declared failure. */
  readonly error_count: number;
}

/**
 * Reads one page and counts over all pages, in one statement, so that both see the same events.
 * The left join keeps the counts when the page is empty.
 */
export async function listCountedEvents(
  pool: Pool,
  filter: EventFilter,
  page: PageOptions = {},
): Promise<EventPage & Counts> {
  const { query, where, values, order } = filter;
  const { limit, after } = startOfPage(query, order, page);
  const { rows } = await pool.query<Counts & (StoredEvent | { id: null })>({
    text: `
SELECT total_count, error_count, event.*
FROM (
  SELECT count(*)::int AS total_count,
    (count(*) FILTER (
      WHERE processing_error IS NOT NULL OR event_type IN (SELECT failed_by FROM workflow_route)
    ))::int AS error_count
  FROM readable_events
  WHERE ${where}
) counted
LEFT JOIN LATERAL (${pageStatement({ where, values, order })}
) event ON true`,
    values: [...values, after, limit + 1],
  });
  let counts: Counts = { total_count: 0, error_count: 0 };
  const events: StoredEvent[] = [];
  for (const { total_count, error_count, ...event } of rows) {
    counts = { total_count, error_count };
    if (event.id !== null) events.push(event);
  }
  return { ...counts, ...cutPage(query, limit, events) };
}

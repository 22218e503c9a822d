/** Events that are looked at themselves, for how often they were tried and since when they wait. */
const lookedAt = 1_000;

/** Rows of a route in one kind of queue, in the order of the index on both. */
function queued(kind: 'plain' | 'ordered' | 'fair', limit: number): string {
  return `LEFT JOIN LATERAL (
  SELECT count(*)::int AS n, min(w.sequence_number) AS first FROM (
    SELECT d.sequence_number FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND d.queue = '${kind}' AND NOT d.retrying
    ORDER BY d.sequence_number LIMIT ${limit}
  ) w
) ${kind} ON true`;
}

/**
 * What waits for each route. $1: `retry_count` from which on an event counts as often retried. A
 * reprocessed event waits since it was queued anew, whenever it was inserted.
 *
 * Limits stand in the text: for one that it does not know the planner expects a tenth of the table,
 * and reads it all. Ids in arrays, for the same reason: a join with so many rows may be one with the
 * whole table (measured: 1.4 s instead of 50 ms, with a million events).
 */
export const routesStatement = (limit: number): string => `
SELECT r.event_type AS route, r.route_number, r.paused,
  plain.n + ordered.n + fair.n + retry.n AS counted,
  greatest(plain.n, ordered.n, fair.n, retry.n) >= ${limit} AS is_cut,
  retry.n AS retrying,
  (SELECT count(*)::int FROM domain_events e
   WHERE e.id = ANY (retry.failed) AND e.retry_count >= $1) AS often_retried,
  greatest(0, extract(epoch FROM clock_timestamp() - least(
    (SELECT e.created_at FROM domain_events e
     WHERE e.sequence_number = least(plain.first, ordered.first, fair.first, retry.first)),
    (SELECT min(q.requested_at) FROM workflow_requeue q WHERE q.request_id = ANY (retry.requeued))
  )))::float8 AS oldest_seconds
FROM workflow_route r
${queued('plain', limit)}
${queued('ordered', limit)}
${queued('fair', limit)}
LEFT JOIN LATERAL (
  SELECT count(*)::int AS n,
    min(w.sequence_number) FILTER (WHERE w.request_id = w.event_id) AS first,
    (array_agg(w.event_id) FILTER (WHERE w.last_error IS NOT NULL))[1:${lookedAt}] AS failed,
    (array_agg(w.request_id) FILTER (WHERE w.request_id <> w.event_id))[1:${lookedAt}] AS requeued
  FROM (
    SELECT d.event_id, d.request_id, d.sequence_number, d.last_error FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND d.retrying ORDER BY d.available_at LIMIT ${limit}
  ) w
) retry ON true
ORDER BY r.event_type`;

/** Unresolved dead letters by code. $1 as above. */
export const deadLettersStatement = (limit: number): string => `
SELECT l.code, count(*)::int AS count,
  (SELECT count(*)::int FROM domain_events e
   WHERE e.id = ANY ((array_agg(l.event_id))[1:${lookedAt}]) AND e.retry_count >= $1) AS often_retried
FROM (SELECT event_id, code FROM dead_letter WHERE resolved_at IS NULL LIMIT ${limit}) l
GROUP BY l.code ORDER BY l.code`;

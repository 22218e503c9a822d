import { findUnroutedTypes } from '@a4c/database';
import type { ClientBase } from 'pg';

/** A route and what waits for it. */
export interface RouteDepth {
  /** Its event type. */
  readonly route: string;
  readonly paused: boolean;
  readonly pending: number;
  /** Of these, the ones that have failed, are in flight for long, or were queued anew. */
  readonly retrying: number;
  /** How long the oldest has waited, by the database's clock; 0 when none waits. */
  readonly oldestSeconds: number;
}

/** What waits in the database, for all relays together. */
export interface QueueDepth {
  readonly routes: readonly RouteDepth[];
  /** Not started yet, open dead letters among them, and tried more than three times in vain. */
  readonly oftenRetried: number;
  readonly openDeadLetters: readonly { readonly code: string; readonly count: number }[];
  /** Types of waiting events that no route has any more. */
  readonly unroutedTypes: number;
}

/** The metadata reference's alert threshold: `retry_count > 3`. */
const oftenRetriedFrom = 4;
/** Events that are looked at themselves, for how often they were tried and since when they wait. */
const lookedAt = 1_000;

/**
 * Counts what waits. Each count walks over at most `limit` entries of an index that begins with the
 * route; what is more is the planner's estimate. With a million events waiting and a limit of 10,000
 * that takes 20 to 50 ms on a busy machine with two cores, where counting them all takes 400 to 1,200.
 */
export async function measureQueue(client: ClientBase, limit: number): Promise<QueueDepth> {
  const values = [oftenRetriedFrom];
  const { rows } = await client.query<FoundRoute>(routesStatement(limit), values);
  const { rows: letters } = await client.query<FoundLetters>(deadLettersStatement(limit), values);
  const routes: RouteDepth[] = [];
  for (const row of rows) {
    const { route, paused, counted, retrying, oldest_seconds: oldestSeconds } = row;
    const pending = row.is_cut
      ? Math.max(counted, await estimatePending(client, row.route_number))
      : counted;
    routes.push({ route, paused, pending, retrying, oldestSeconds });
  }
  return {
    routes,
    oftenRetried: sum(rows) + sum(letters),
    openDeadLetters: letters.map(({ code, count }) => ({ code, count })),
    unroutedTypes: (await findUnroutedTypes(client)).length,
  };
}

interface FoundRoute {
  readonly route: string;
  readonly route_number: number;
  readonly paused: boolean;
  readonly counted: number;
  readonly is_cut: boolean;
  readonly retrying: number;
  readonly often_retried: number;
  readonly oldest_seconds: number;
}

interface FoundLetters {
  readonly code: string;
  readonly count: number;
  readonly often_retried: number;
}

function sum(rows: readonly { readonly often_retried: number }[]): number {
  return rows.reduce((total, row) => total + row.often_retried, 0);
}

/** From the size of the table and the last ANALYZE: costs nothing, however many events wait. */
async function estimatePending(client: ClientBase, routeNumber: number): Promise<number> {
  // EXPLAIN takes no parameters; the number comes from the database.
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM workflow_dispatch WHERE route_number = ${routeNumber}`,
  );
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

// Limits stand in the text: for one that it does not know the planner expects a tenth of the table, and
// reads it all. Arrays of ids, for the same reason: a join with so many rows may be one with the table.

/** Rows of a route in one of the queue's parts, in the order of that part's index. */
function part(name: string, condition: string, order: string, limit: number): string {
  return `LEFT JOIN LATERAL (
  SELECT count(*)::int AS n, min(w.sequence_number) AS first FROM (
    SELECT d.sequence_number FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND ${condition} ORDER BY ${order} LIMIT ${limit}
  ) w
) ${name} ON true`;
}

/** A reprocessed event waits since it was queued anew, whenever it was inserted. */
const routesStatement = (limit: number): string => `
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
${part('plain', "d.queue = 'plain' AND NOT d.retrying", 'd.sequence_number', limit)}
${part('ordered', "d.queue = 'ordered' AND NOT d.retrying", 'd.aggregate_id', limit)}
${part('fair', "d.queue = 'fair' AND NOT d.retrying", 'd.fairness_key, d.sequence_number', limit)}
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

const deadLettersStatement = (limit: number): string => `
SELECT l.code, count(*)::int AS count,
  (SELECT count(*)::int FROM domain_events e
   WHERE e.id = ANY ((array_agg(l.event_id))[1:${lookedAt}]) AND e.retry_count >= $1) AS often_retried
FROM (SELECT event_id, code FROM dead_letter WHERE resolved_at IS NULL LIMIT ${limit}) l
GROUP BY l.code ORDER BY l.code`;

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

/**
 * Counts what waits. Each count walks over at most `limit` entries of an index that begins with the
 * route; what is more is the planner's estimate. With a million events waiting and a limit of 10,000
 * that is some 10 ms, where counting them all takes 150.
 */
export async function measureQueue(client: ClientBase, limit: number): Promise<QueueDepth> {
  const { rows } = await client.query<FoundRoute>({
    name: 'measure-routes',
    text: routesStatement,
    values: [limit, oftenRetriedFrom],
  });
  const letters = await client.query<{ code: string; count: number; often_retried: number }>({
    name: 'measure-dead-letters',
    text: deadLettersStatement,
    values: [limit, oftenRetriedFrom],
  });
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
    oftenRetried: sum(rows) + sum(letters.rows),
    openDeadLetters: letters.rows.map(({ code, count }) => ({ code, count })),
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

function sum(rows: readonly { readonly often_retried: number }[]): number {
  return rows.reduce((total, row) => total + row.often_retried, 0);
}

/** From the size of the table and the last ANALYZE: costs nothing, however many events wait. */
async function estimatePending(client: ClientBase, routeNumber: number): Promise<number> {
  // EXPLAIN takes no parameters; the number comes from the database.
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM workflow_dispatch WHERE route_number = ${Number(routeNumber)}`,
  );
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

/** Rows of a route in one of the queue's parts, in the order of that part's index. */
function part(name: string, condition: string, order: string): string {
  return `LEFT JOIN LATERAL (
  SELECT count(*)::int AS n, min(sequence_number) AS first FROM (
    SELECT d.sequence_number FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND ${condition} ORDER BY ${order} LIMIT $1
  ) looked_at
) ${name} ON true`;
}

// A reprocessed event waits since it was queued anew, whenever it was inserted.
const routesStatement = `
SELECT r.event_type AS route, r.route_number, r.paused,
  plain.n + ordered.n + fair.n + retry.n AS counted,
  greatest(plain.n, ordered.n, fair.n, retry.n) >= $1 AS is_cut,
  retry.n AS retrying, retry.often_retried,
  greatest(0, extract(epoch FROM clock_timestamp() - least(
    (SELECT e.created_at FROM domain_events e
     WHERE e.sequence_number = least(plain.first, ordered.first, fair.first, retry.first)),
    retry.first_requeued_at
  )))::float8 AS oldest_seconds
FROM workflow_route r
${part('plain', "d.queue = 'plain' AND NOT d.retrying", 'd.sequence_number')}
${part('ordered', "d.queue = 'ordered' AND NOT d.retrying", 'd.aggregate_id')}
${part('fair', "d.queue = 'fair' AND NOT d.retrying", 'd.fairness_key, d.sequence_number')}
LEFT JOIN LATERAL (
  SELECT count(*)::int AS n,
    min(w.sequence_number) FILTER (WHERE w.request_id = w.event_id) AS first,
    min(q.requested_at) AS first_requeued_at,
    (count(*) FILTER (WHERE e.retry_count >= $2))::int AS often_retried
  FROM (
    SELECT d.event_id, d.request_id, d.sequence_number, d.last_error FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND d.retrying ORDER BY d.available_at LIMIT $1
  ) w
  LEFT JOIN workflow_requeue q ON q.request_id = w.request_id AND w.request_id <> w.event_id
  LEFT JOIN domain_events e ON e.id = w.event_id AND w.last_error IS NOT NULL
) retry ON true
ORDER BY r.event_type`;

const deadLettersStatement = `
SELECT l.code, count(*)::int AS count, (count(*) FILTER (WHERE e.retry_count >= $2))::int AS often_retried
FROM (SELECT event_id, code FROM dead_letter WHERE resolved_at IS NULL LIMIT $1) l
LEFT JOIN domain_events e ON e.id = l.event_id
GROUP BY l.code ORDER BY l.code`;

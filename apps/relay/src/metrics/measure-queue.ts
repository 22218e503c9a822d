import { findUnroutedTypes } from '@a4c/database';
import type { ClientBase } from 'pg';

import { deadLettersStatement, routesStatement } from './queue-statements.ts';

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

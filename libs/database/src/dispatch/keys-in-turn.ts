import type { ClaimRoute } from './claim-queue.ts';
import { routeRanges } from './route-ranges.ts';

/** Whose events take turns. */
export interface Turn {
  /** The key, as a column or expression of the index to walk; a text in collation "C". */
  readonly key: string;
  /** The predicate of that partial index. */
  readonly where: string;
}

/**
 * Common table expressions that end in `turn (key)`: each key once, from the one after $5 on and
 * round. A loose index scan: one look-up per key and route however many events a key has. Evaluated
 * lazily, so that a LIMIT on it limits the work.
 */
export function keysInTurn(routes: readonly ClaimRoute[], { key, where }: Turn): string {
  const next = (bound: string): string => {
    const keys = routeRanges(routes, {
      columns: `${key} AS key`,
      where: `${where} AND sequence_number > $4::bigint${bound}`,
      by: 'key',
    });
    return `SELECT key FROM ${keys} keys LIMIT 1`;
  };
  return `ahead (key) AS (
  (${next(` AND ${key} > $5::text`)})
  UNION ALL
  SELECT n.key FROM ahead a CROSS JOIN LATERAL (${next(` AND ${key} > a.key`)}) n
), behind (key) AS (
  SELECT n.key FROM (${next('')}) n WHERE n.key <= $5::text
  UNION ALL
  SELECT n.key FROM behind b CROSS JOIN LATERAL (${next(` AND ${key} > b.key`)}) n WHERE n.key <= $5::text
), turn AS NOT MATERIALIZED (
  SELECT key FROM ahead UNION ALL SELECT key FROM behind
)`;
}

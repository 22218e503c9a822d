/** Whose events take turns. */
export interface TurnColumn {
  readonly column: 'aggregate_id' | 'fairness_key';
  /** The key whose turn was last. */
  readonly cursor: string;
  /** The partial index to walk. */
  readonly where: string;
}

/**
 * Common table expressions that end in `turn (key)`: each key once, from the one after the cursor on
 * and round. A loose index scan: one look-up per key and route however many events a key has. Evaluated
 * lazily, so that a LIMIT on it limits the work.
 */
export function keysInTurn(
  { column, cursor, where }: TurnColumn,
  routeNumbers: readonly number[],
): string {
  const next = (bound: string): string => {
    const firsts = routeNumbers.map(
      (number) => `(SELECT ${column} AS key FROM workflow_dispatch
        WHERE ${where} AND route_number = ${number}
          AND NOT (SELECT paused FROM workflow_route WHERE route_number = ${number})${bound}
        ORDER BY ${column} LIMIT 1)`,
    );
    return `SELECT key FROM (${firsts.join(' UNION ALL ')}) first ORDER BY key LIMIT 1`;
  };
  return `ahead (key) AS (
  (${next(` AND ${column} > ${cursor}`)})
  UNION ALL
  SELECT n.key FROM ahead a CROSS JOIN LATERAL (${next(` AND ${column} > a.key`)}) n
), behind (key) AS (
  SELECT n.key FROM (${next('')}) n WHERE n.key <= ${cursor}
  UNION ALL
  SELECT n.key FROM behind b CROSS JOIN LATERAL (${next(` AND ${column} > b.key`)}) n WHERE n.key <= ${cursor}
), turn AS NOT MATERIALIZED (
  SELECT key FROM ahead UNION ALL SELECT key FROM behind
)`;
}

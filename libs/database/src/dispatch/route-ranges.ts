import type { ClaimRoute } from './claim-queue.ts';

/** What to read of each route's range. */
export interface RangeParts {
  readonly columns: string;
  readonly where: string;
  /** One of the columns. */
  readonly by: string;
}

/**
 * One index range per route, merged in the order of `by`. A paused route's range is not even opened,
 * however many events wait in it; its flag is read once per statement.
 */
export function routeRanges(
  routes: readonly ClaimRoute[],
  { columns, where, by }: RangeParts,
): string {
  const ranges = routes.map(
    ({ number }) => `(SELECT ${columns} FROM workflow_dispatch
      WHERE route_number = ${number} AND ${where}
        AND NOT (SELECT paused FROM workflow_route WHERE route_number = ${number})
      ORDER BY ${by})`,
  );
  return ranges.length === 1 ? ranges.join('') : `(${ranges.join(' UNION ALL ')} ORDER BY ${by})`;
}

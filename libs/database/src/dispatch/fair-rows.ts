import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';
import { routeRanges } from './route-ranges.ts';

/**
 * One event of each key that there is room for, then a second one of each, and so on, the oldest of a
 * key first. A key offers up to four times its even share, for what others leave.
 */
export function fairRows(routes: readonly ClaimRoute[]): string {
  const keys = keysInTurn(routes, {
    key: 'fairness_key',
    where: "queue = 'fair' AND NOT retrying",
  });
  const waiting = routeRanges(routes, {
    columns: `${candidateColumns}, sequence_number`,
    where: "queue = 'fair' AND NOT retrying AND fairness_key = s.key",
    by: 'sequence_number',
  });
  return `${keys}, seat AS MATERIALIZED (
  SELECT key, row_number() OVER () AS place, count(*) OVER () AS seats FROM (SELECT key FROM turn LIMIT $1) t
), offered AS MATERIALIZED (
  SELECT c.*, row_number() OVER (PARTITION BY s.place ORDER BY c.sequence_number) AS round
  FROM seat s CROSS JOIN LATERAL (
    SELECT * FROM ${waiting} w ORDER BY sequence_number LIMIT 4 * ceil($1::float8 / s.seats)
  ) c
  ORDER BY round, s.place
), locked AS (
  SELECT l.*, row_number() OVER () AS place, l.fairness_key AS queue_key FROM (
    SELECT l.* FROM offered c CROSS JOIN LATERAL (${lockCandidate}) l LIMIT $1
  ) l
)`;
}

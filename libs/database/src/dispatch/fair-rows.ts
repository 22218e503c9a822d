import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';
import { routeRanges } from './route-ranges.ts';
import { waitingRows } from './waiting-rows.ts';

/**
 * One event of each key that there is room for, then a second one of each, and so on, the oldest of a
 * key first. Of a large backlog a key offers up to four times its even share, for what others leave.
 */
export function fairRows(routes: readonly ClaimRoute[]): string {
  const where = "queue = 'fair' AND NOT retrying AND fairness_key IS NOT NULL";
  const keys = keysInTurn(routes, { key: 'fairness_key', where });
  const ofKey = routeRanges(routes, {
    columns: `${candidateColumns}, sequence_number, fairness_key`,
    where: `${where} AND fairness_key = s.key AND sequence_number > $4::bigint`,
    by: 'sequence_number',
  });
  return `${waitingRows(routes, 'fair')}, ${keys}, seat AS MATERIALIZED (
  SELECT key, count(*) OVER () AS seats
  FROM (SELECT key FROM turn WHERE (SELECT is_large FROM backlog) LIMIT $1) t
), offered AS NOT MATERIALIZED (
  SELECT ${candidateColumns}, sequence_number, fairness_key FROM recent WHERE NOT (SELECT is_large FROM backlog)
  UNION ALL
  SELECT c.ctid, c.retrying, c.sequence_number, c.fairness_key FROM seat s CROSS JOIN LATERAL (
    SELECT * FROM ${ofKey} w ORDER BY sequence_number LIMIT 4 * ceil($1::float8 / s.seats)
  ) c
), in_rounds AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY fairness_key ORDER BY sequence_number) AS round FROM offered
  ORDER BY round, fairness_key <= $5::text, fairness_key
), locked AS (
  SELECT l.*, row_number() OVER () AS place, l.fairness_key AS queue_key,
    (SELECT min(sequence_number) - 1 FROM recent) AS low_water_mark
  FROM (
    SELECT l.* FROM in_rounds c CROSS JOIN LATERAL (${lockCandidate}) l LIMIT $1
  ) l
)`;
}

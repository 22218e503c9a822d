import type { ClaimRoute } from './claim-queue.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { candidateColumns, lockCandidate } from './locked-row.ts';
import { routeRanges } from './route-ranges.ts';

/** From as many keys as there is room for, the same number from each, the oldest events first. */
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
  SELECT key, row_number() OVER () AS place FROM (SELECT key FROM turn LIMIT $1) t
), locked AS (
  SELECT l.*, s.place, l.fairness_key AS queue_key FROM seat s CROSS JOIN LATERAL (
    SELECT l.* FROM ${waiting} c CROSS JOIN LATERAL (${lockCandidate}) l
    ORDER BY c.sequence_number
    LIMIT (SELECT greatest(1, $1 / count(*)) FROM seat)
  ) l
)`;
}

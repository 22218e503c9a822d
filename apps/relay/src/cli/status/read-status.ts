import type { Client } from 'pg';

import type {
  DeadLettersOfCode,
  RelayInstanceStatus,
  RelayStatus,
  RouteStatus,
} from './relay-status.ts';

/** Everything at one moment. Reads the waiting rows once: seconds, with millions of them. */
export async function readStatus(client: Client): Promise<RelayStatus> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const { rows: controls } = await client.query<
      Pick<RelayStatus, 'at' | 'paused' | 'paused_at' | 'paused_by'>
    >(
      `SELECT ${iso('clock_timestamp()')} AS at, paused, ${iso('paused_at')} AS paused_at, paused_by
       FROM relay_control`,
    );
    const [
      control = { at: new Date().toISOString(), paused: false, paused_at: null, paused_by: null },
    ] = controls;
    const { rows: routes } = await client.query<RouteStatus>(routesStatement);
    const { rows: relays } = await client.query<RelayInstanceStatus>(relaysStatement);
    const { rows: byCode } = await client.query<DeadLettersOfCode>(deadLettersStatement);
    const ages = routes.flatMap((route) => route.oldest_pending_ms ?? []);
    return {
      ...control,
      pending: sumOf(routes.map((route) => route.pending)),
      oldest_pending_ms: ages.length === 0 ? null : Math.max(...ages),
      routes,
      relays,
      dead_letters: sumOf(byCode.map((letters) => letters.open)),
      dead_letters_by_code: byCode,
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function iso(time: string): string {
  return `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function ageMs(time: string): string {
  // greatest() leaves NULL out, which has to stay one.
  return `CASE WHEN ${time} IS NOT NULL
    THEN greatest(0, extract(epoch FROM clock_timestamp() - ${time}) * 1000) END::float8`;
}

// The oldest is the one with the lowest number: looking at the time of each would read every event.
const routesStatement = `
SELECT r.event_type, r.paused, coalesce(w.pending, 0) AS pending, coalesce(w.retrying, 0) AS retrying,
  ${ageMs('e.created_at')} AS oldest_pending_ms
FROM workflow_route r
LEFT JOIN (
  SELECT route_number, count(*)::int AS pending, count(*) FILTER (WHERE retrying)::int AS retrying,
    min(sequence_number) AS first_number
  FROM workflow_dispatch GROUP BY route_number
) w ON w.route_number = r.route_number
LEFT JOIN domain_events e ON e.sequence_number = w.first_number
ORDER BY r.event_type`;

const relaysStatement = `
SELECT id, host, pid, version, ${iso('started_at')} AS started_at, ${ageMs('seen_at')} AS silent_ms,
  listen_state, gate, breaker, breaker_reason, "window", in_flight, batch,
  claimed_per_second, started_per_second, failed_per_second, draining
FROM relay_instance ORDER BY started_at, id`;

const deadLettersStatement = `
SELECT code, count(*)::int AS open, ${ageMs('min(dead_lettered_at)')} AS oldest_ms
FROM dead_letter WHERE resolved_at IS NULL GROUP BY code ORDER BY 2 DESC, 1`;

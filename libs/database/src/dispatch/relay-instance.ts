import type { ClientBase } from 'pg';

/** How a relay is, for operators. Texts are the relay's own words. */
export interface RelayInstance {
  /** Drawn by the process when it starts. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly listen_state: string;
  readonly gate: string;
  readonly breaker: string;
  readonly breaker_reason: string | null;
  /** Calls to Temporal that it allows itself at once. */
  readonly window: number;
  readonly in_flight: number;
  readonly batch: number;
  readonly claimed_per_second: number;
  readonly started_per_second: number;
  readonly failed_per_second: number;
  readonly draining: boolean;
}

/**
 * Writes the relay's row, once a second, and removes what was not written for a day.
 *
 * @returns how many other relays have written theirs within five seconds.
 */
export async function reportRelayInstance(
  client: ClientBase,
  state: RelayInstance,
): Promise<number> {
  const { rows } = await client.query<{ siblings: number }>({
    name: 'report-relay-instance',
    text: reportStatement,
    values: columns.map((column) => state[column]),
  });
  return rows[0]?.siblings ?? 0;
}

/** Removes the relay's row, at a clean stop. */
export async function removeRelayInstance(client: ClientBase, id: string): Promise<void> {
  await client.query('DELETE FROM relay_instance WHERE id = $1', [id]);
}

const columns = [
  'id',
  'host',
  'pid',
  'version',
  'listen_state',
  'gate',
  'breaker',
  'breaker_reason',
  'window',
  'in_flight',
  'batch',
  'claimed_per_second',
  'started_per_second',
  'failed_per_second',
  'draining',
] as const satisfies (keyof RelayInstance)[];

const names = columns.map((column) => `"${column}"`);

const reportStatement = `
WITH stale AS (
  DELETE FROM relay_instance WHERE seen_at < clock_timestamp() - interval '1 day' AND id <> $1
), report AS (
  INSERT INTO relay_instance (${names.join(', ')})
  VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})
  ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(),
    ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
)
SELECT count(*)::int AS siblings FROM relay_instance
WHERE id <> $1 AND seen_at > clock_timestamp() - interval '5 seconds'`;

import type { ClientBase } from 'pg';

/** Also in the function queue_workflow_starts(): as long as a relay holds it alone, writers notify. */
const gateKey = '4200420001';

/**
 * Who keeps a relay from sleeping: `writers` are in a transaction that queues events and does not
 * notify; another `relay` sleeps already, and is notified in our place.
 */
export type GateAnswer = 'taken' | 'writers' | 'relay';

/**
 * Takes the gate for this session, which must be a direct one. Once taken, claim once more before
 * going to sleep: whatever was committed before is seen by that claim, whatever is committed later
 * is notified. Each `taken` wants one `releaseGate`.
 */
export async function tryGate(client: ClientBase): Promise<GateAnswer> {
  const { rows } = await client.query<{ answer: GateAnswer }>({
    name: 'try-gate',
    text: `
SELECT CASE
  WHEN pg_try_advisory_lock(${gateKey}) THEN 'taken'
  WHEN EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (classid::bigint << 32 | objid::bigint) = ${gateKey}
  ) THEN 'relay'
  ELSE 'writers'
END AS answer`,
  });
  return rows[0]?.answer ?? 'writers';
}

/** Gives the gate back: from now on writers do not notify for this session. */
export async function releaseGate(client: ClientBase): Promise<void> {
  await client.query({ name: 'release-gate', text: `SELECT pg_advisory_unlock(${gateKey})` });
}

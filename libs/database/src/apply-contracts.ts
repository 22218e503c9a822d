import type { Client } from 'pg';

import { ContractsInUseError, OlderContractsError } from './database-errors.ts';
import { isValidated, refuseBrokenEvents, validateStoredEvents } from './validate-stored-events.ts';

const hashLine = /^-- contracts sha256: ([0-9a-f]{64})$/m;

/** Any number; the same in every release, so that two migrations apply their sets one after the other. */
const lockKey = 4_030_275_161;

/**
 * Puts the generated checks and routes in force, unless they are already or stored events break them.
 * Writers wait only for the end of the first transaction, which has looked at the stored events
 * before; a second one looks at those that came meanwhile, beside running writers.
 */
export async function applyContracts(
  client: Client,
  sql: string,
  log: (line: string) => void,
): Promise<void> {
  const hash = hashLine.exec(sql)?.[1];
  if (hash === undefined) {
    throw new Error('The generated contracts name no hash. Print them again with "npm run sync".');
  }
  // Ends with the session, which has nothing else to do.
  await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
  if (await isInForce(client, hash)) {
    log(`contracts ${hash.slice(0, 12)} are in force`);
  } else {
    await replaceSet(client, sql, hash);
    log(`applied contracts ${hash.slice(0, 12)}`);
  }
  await validateStoredEvents(client);
}

/**
 * A set that was in force and was replaced belongs to an older release: it must not come back. But
 * one that was never validated, because events that break it came while it was applied, gives way to
 * the one before it: that may be the only set that all stored events keep.
 */
async function isInForce(client: Client, hash: string): Promise<boolean> {
  const { rows } = await client.query<{ hash: string }>(
    'SELECT hash FROM contract_set ORDER BY applied_at DESC',
  );
  const [newest, ...others] = rows.map((row) => row.hash);
  if (newest === hash) return true;
  const replaced = (await isValidated(client)) ? others : others.slice(1);
  if (replaced.includes(hash)) throw new OlderContractsError(hash);
  return false;
}

async function replaceSet(client: Client, sql: string, hash: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query("SET LOCAL lock_timeout = '5s'");
    const wasValidated = await isValidated(client);
    await client.query(sql);
    await dropStaleFunctions(client);
    // Nobody else sees these functions yet, and only the ALTER TABLE keeps writers waiting.
    await refuseBrokenEvents(client);
    await client.query(
      'ALTER TABLE domain_events DROP CONSTRAINT IF EXISTS domain_events_contract',
    );
    await client.query(`
      ALTER TABLE domain_events ADD CONSTRAINT domain_events_contract CHECK (
        event_version = 0 OR content_kept
        OR contracts.check_event(event_type, event_version, aggregate_type, event_data, event_metadata)
      ) NOT VALID`);
    await client.query(`
      COMMENT ON CONSTRAINT domain_events_contract ON domain_events IS
        'Data and metadata keep the contract of their type and version.'`);
    // After the ALTER TABLE has kept writers out: none can still queue an event for a route that goes.
    await replaceRoutes(client);
    await recordSet(client, hash, wasValidated);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Forgets a set that was never validated, so that the one before it stays the last that was. */
async function recordSet(client: Client, hash: string, wasValidated: boolean): Promise<void> {
  if (!wasValidated) {
    await client.query(
      'DELETE FROM contract_set WHERE applied_at = (SELECT max(applied_at) FROM contract_set)',
    );
  }
  await client.query(
    `INSERT INTO contract_set (hash) VALUES ($1)
     ON CONFLICT (hash) DO UPDATE SET applied_at = excluded.applied_at`,
    [hash],
  );
}

/** Functions of types that are gone: what this transaction has not just written. */
async function dropStaleFunctions(client: Client): Promise<void> {
  const { rows } = await client.query<{ signature: string }>(`
    SELECT oid::regprocedure AS signature FROM pg_proc
    WHERE pronamespace = 'contracts'::regnamespace AND xmin <> pg_current_xact_id()::xid`);
  for (const { signature } of rows) await client.query(`DROP FUNCTION ${signature}`);
}

/** Keeps `paused`; refuses to take a route away from events that still wait for it. */
async function replaceRoutes(client: Client): Promise<void> {
  const { rows } = await client.query<{ event_type: string; waiting: string }>(`
    SELECT d.event_type, count(*) AS waiting FROM workflow_dispatch d
    WHERE d.event_type NOT IN (SELECT event_type FROM contracts.routes())
    GROUP BY d.event_type`);
  if (rows.length > 0) {
    throw new ContractsInUseError(rows.map((row) => `${row.event_type} (${row.waiting})`));
  }
  await client.query(
    'DELETE FROM workflow_route WHERE event_type NOT IN (SELECT event_type FROM contracts.routes())',
  );
  await client.query(`
    INSERT INTO workflow_route
      (event_type, kind, workflow_type, workflow_id_template, signal_name, task_queue, completed_by, failed_by,
        ordered, fairness_key_template, priority)
    SELECT event_type, kind, workflow_type, workflow_id_template, signal_name, task_queue, completed_by, failed_by,
      ordered, fairness_key_template, priority
    FROM contracts.routes()
    ON CONFLICT (event_type) DO UPDATE SET
      kind = excluded.kind,
      workflow_type = excluded.workflow_type,
      workflow_id_template = excluded.workflow_id_template,
      signal_name = excluded.signal_name,
      task_queue = excluded.task_queue,
      completed_by = excluded.completed_by,
      failed_by = excluded.failed_by,
      ordered = excluded.ordered,
      fairness_key_template = excluded.fairness_key_template,
      priority = excluded.priority`);
}

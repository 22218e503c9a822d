import type { Client } from 'pg';

import { type BrokenEvent, ContractValidationError } from './database-errors.ts';

/**
 * Checks the stored events against the contracts that the running transaction is to put in force,
 * as a mere reader. After a refusal that transaction can only be rolled back.
 *
 * @throws ContractValidationError with their number and the first of them.
 */
export async function refuseBrokenEvents(client: Client): Promise<void> {
  await client.query('SAVEPOINT stored_events');
  try {
    await client.query(`
      SELECT bool_and(contracts.check_event(
        event_type, event_version, aggregate_type, event_data, event_metadata))
      FROM domain_events WHERE event_version <> 0`);
  } catch (cause) {
    if (!isBrokenContract(cause)) throw cause;
    await client.query('ROLLBACK TO stored_events');
    const { count, first } = await findBrokenEvents(client);
    throw new ContractValidationError(count, first, { inForce: false, cause });
  }
}

/**
 * Checks the stored events against the contracts in force, beside running writers; nothing is left
 * to do when they were checked before. The rows that break them are counted only when there are any,
 * since that takes a second look at each.
 *
 * @throws ContractValidationError with their number and the first of them.
 */
export async function validateStoredEvents(client: Client): Promise<void> {
  if (await isValidated(client)) return;
  try {
    await client.query('ALTER TABLE domain_events VALIDATE CONSTRAINT domain_events_contract');
  } catch (cause) {
    if (!isBrokenContract(cause)) throw cause;
    const { count, first } = await findBrokenEvents(client);
    throw new ContractValidationError(count, first, { inForce: true, cause });
  }
}

/** False while stored events may break the contracts in force; true when there are none in force. */
export async function isValidated(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(`
    SELECT FROM pg_constraint
    WHERE conrelid = 'domain_events'::regclass AND conname = 'domain_events_contract' AND NOT convalidated`);
  return rowCount === 0;
}

function isBrokenContract(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23514';
}

/** The check raises, which ends a query; this turns what it says into a value. */
const brokenRule = `
CREATE OR REPLACE FUNCTION pg_temp.broken_rule(e public.domain_events) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  rule text;
BEGIN
  PERFORM contracts.check_event(
    e.event_type, e.event_version, e.aggregate_type, e.event_data, e.event_metadata);
  RETURN NULL;
EXCEPTION WHEN check_violation THEN
  GET STACKED DIAGNOSTICS rule = PG_EXCEPTION_DETAIL;
  RETURN rule;
END
$$`;

async function findBrokenEvents(
  client: Client,
): Promise<{ count: number; first: readonly BrokenEvent[] }> {
  await client.query(brokenRule);
  const { rows } = await client.query<BrokenEvent & { count: string }>(`
    SELECT id, event_type, event_version, rule, count(*) OVER () AS count
    FROM (
      SELECT e.id, e.event_type, e.event_version, e.sequence_number, pg_temp.broken_rule(e) AS rule
      FROM domain_events e WHERE e.event_version <> 0
    ) checked
    WHERE rule IS NOT NULL
    ORDER BY sequence_number LIMIT 5`);
  const first = rows.map(({ id, event_type, event_version, rule }) => ({
    id,
    event_type,
    event_version,
    rule,
  }));
  return { count: Number(rows[0]?.count ?? 0), first };
}

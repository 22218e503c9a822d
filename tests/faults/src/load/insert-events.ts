import { randomUUID } from 'node:crypto';

import type { ClientBase } from 'pg';

import type { Ledger } from './ledger.ts';

/** What differs from a plain event. */
export interface EventShape {
  /** Default: a new one for each event. */
  readonly aggregateId?: string;
  readonly eventType?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Custom metadata fields. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const bootstrap = {
  name: 'Acme',
  slug: 'acme',
  owner_email: 'owner@acme.example',
  tier: 'free',
  subdomain_enabled: false,
};

/** Inserts so many events in the caller's transaction. Their ids are chosen here, so that they are known whatever happens. */
export async function insertEvents(
  client: ClientBase,
  ids: readonly string[],
  shape: EventShape = {},
): Promise<void> {
  const type = shape.eventType ?? 'organization.bootstrap_initiated';
  await client.query(
    `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT i, $2, split_part($2, '.', 1), coalesce($3::uuid, gen_random_uuid()), $4, $5
     FROM unnest($1::uuid[]) i`,
    [
      ids,
      type,
      shape.aggregateId ?? null,
      shape.data ?? bootstrap,
      { timestamp: '2026-01-01T00:00:00.000Z', ...shape.metadata },
    ],
  );
}

interface CommitOptions {
  readonly count?: number;
  /** Instead of new ones. */
  readonly ids?: readonly string[];
}

/**
 * Commits so many events in one transaction and enters in the ledger what became of it.
 *
 * @throws what the database said, once it is in the ledger.
 */
export async function commitEvents(
  client: ClientBase,
  ledger: Ledger,
  { count = 1, ids = newIds(count), ...shape }: EventShape & CommitOptions = {},
): Promise<readonly string[]> {
  const enter = (where: Set<string>): void => {
    for (const id of ids) where.add(id);
  };
  try {
    await client.query('BEGIN');
    await insertEvents(client, ids, shape);
  } catch (error) {
    enter(ledger.aborted);
    throw error;
  }
  try {
    const { command } = await client.query('COMMIT');
    // A transaction that an error has spoilt answers its COMMIT with ROLLBACK.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back.');
  } catch (error) {
    enter(ledger.unknown);
    throw error;
  }
  const at = Date.now();
  for (const id of ids) ledger.committed.set(id, at);
  return ids;
}

function newIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}

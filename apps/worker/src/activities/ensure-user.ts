import { randomUUID } from 'node:crypto';

import type { PoolClient } from 'pg';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { UserVanishedError } from './bootstrap-errors.ts';
import { emittedMetadata, type EmissionCause } from './emitted-metadata.ts';

interface WantedUser {
  readonly email: string;
  /** The run that may undo the account if it makes it; null: none may. */
  readonly runId: string | null;
  readonly cause: EmissionCause;
}

/**
 * The id of the account with an address, in any case; made, with `user.created`, when there is none.
 * An account that another run made counts from now on as used by more than that run, so that its
 * compensation leaves it alone. Part of the caller's transaction.
 */
export async function ensureUser(
  { emitEvent, environment }: ActivityDependencies,
  client: PoolClient,
  { email, runId, cause }: WantedUser,
): Promise<string> {
  const inserted = await client.query<{ id: string }>(
    `INSERT INTO users_projection (id, email, created_by_run) VALUES ($1, $2, $3)
     ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
    [randomUUID(), email, runId],
  );
  if (inserted.rows[0] !== undefined) {
    const { id } = inserted.rows[0];
    const metadata = emittedMetadata(cause, environment);
    await emitEvent(
      { eventType: 'user.created', aggregateId: id, eventData: { email }, metadata },
      { client },
    );
    return id;
  }
  await client.query(
    `UPDATE users_projection SET created_by_run = NULL
     WHERE lower(email) = lower($1) 
       AND created_by_run IS NOT NULL AND created_by_run IS DISTINCT FROM $2`,
    [email, runId],
  );
  const found = await client.query<{ id: string }>(
    'SELECT id FROM users_projection WHERE lower(email) = lower($1)',
    [email],
  );
  if (found.rows[0] === undefined) throw new UserVanishedError();
  return found.rows[0].id;
}

import { randomUUID } from 'node:crypto';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { OwnerVanishedError } from './bootstrap-errors.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { currentRunId } from './current-run-id.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';

type OwnerRequest = BootstrapRequest & { readonly owner_email: string };

/**
 * Step 2: the owner's account, found by its address in any case, or made; then `user.created` is
 * emitted. An account that another run made counts from now on as used by more than that run, so
 * that its compensation leaves it alone.
 */
export async function createOwnerActivity(
  { pool, emitEvent, environment }: ActivityDependencies,
  request: OwnerRequest,
): Promise<{ readonly owner_id: string }> {
  const runId = currentRunId();
  const { owner_email: email } = request;
  return inTransaction(pool, async (client) => {
    const inserted = await client.query<{ id: string }>(
      `INSERT INTO users_projection (id, email, created_by_run) VALUES ($1, $2, $3)
       ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
      [randomUUID(), email, runId],
    );
    if (inserted.rows[0] !== undefined) {
      const owner_id = inserted.rows[0].id;
      await emitEvent(
        {
          eventType: 'user.created',
          aggregateId: owner_id,
          eventData: { email },
          metadata: emittedMetadata(request, environment),
        },
        { client },
      );
      return { owner_id };
    }
    await client.query(
      `UPDATE users_projection SET created_by_run = NULL
       WHERE lower(email) = lower($1) AND created_by_run <> $2`,
      [email, runId],
    );
    const found = await client.query<{ id: string }>(
      'SELECT id FROM users_projection WHERE lower(email) = lower($1)',
      [email],
    );
    if (found.rows[0] === undefined) throw new OwnerVanishedError();
    return { owner_id: found.rows[0].id };
  });
}

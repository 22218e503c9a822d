import type { Pool, PoolClient } from 'pg';

import { findStored } from './find-stored.ts';
import type { AcceptancePorts } from './handler/authorize-acceptance.ts';
import type { StoredFacts, UncheckedEvent } from './handler/emit-function.ts';

/** Emits in the transaction of a client. */
type EmitWithin = (event: UncheckedEvent, client: PoolClient) => Promise<StoredFacts>;

/**
 * Makes the acceptance of invitations: the row's step from pending to accepted and the event in one
 * transaction. Two at once: the second waits for the row, then finds it accepted.
 */
export function createAcceptInvitation(
  pool: Pool,
  emitWithin: EmitWithin,
): AcceptancePorts['acceptInvitation'] {
  return async (event, issueNumber) => {
    const client = await pool.connect();
    // A connection that breaks between two queries emits an event that would end the process.
    client.on('error', ignore);
    let broken = true;
    try {
      await client.query('BEGIN');
      const accepted = await client.query(acceptStatement, [event.aggregateId, issueNumber]);
      const outcome =
        accepted.rowCount === 1 ? await emitWithin(event, client) : await outcomeOf(event, client);
      await client.query('COMMIT');
      broken = false;
      return outcome;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  };
}

const acceptStatement = `
UPDATE invitations_projection SET status = 'accepted', accepted_at = clock_timestamp()
WHERE id = $1 AND issue_number = $2 AND status = 'pending' AND expires_at > clock_timestamp()`;

/** Why the row did not take the step. The event's own id is stored when this is a repetition. */
async function outcomeOf(
  { eventId, aggregateId }: UncheckedEvent,
  client: PoolClient,
): Promise<StoredFacts | 'used' | 'over'> {
  const stored = await findStored(client, eventId);
  if (stored !== undefined) return stored;
  const { rows } = await client.query<{ status: string }>(
    'SELECT status FROM invitations_projection WHERE id = $1',
    [aggregateId],
  );
  return rows[0]?.status === 'accepted' ? 'used' : 'over';
}

function ignore(): void {}

import type { EventData } from '@a4c/contracts';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';
import type { InvitationRequest } from './invitation-request.ts';

type Expiry = InvitationRequest & EventData<'user.invitation_expired'>;

/**
 * Ends an invitation that is pending and emits `user.invitation_expired`, in one transaction. An
 * acceptance that was committed before wins: then nothing is changed or emitted.
 */
export async function expireInvitationActivity(
  { pool, emitEvent, environment }: ActivityDependencies,
  request: Expiry,
): Promise<{ readonly was_accepted: boolean }> {
  const { invitation_id, reason } = request;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ status: string }>(
      'SELECT status FROM invitations_projection WHERE id = $1 FOR UPDATE',
      [invitation_id],
    );
    if (rows[0]?.status === 'accepted') return { was_accepted: true };
    await client.query("UPDATE invitations_projection SET status = 'expired' WHERE id = $1", [
      invitation_id,
    ]);
    await emitEvent(
      {
        eventType: 'user.invitation_expired',
        aggregateId: invitation_id,
        eventData: { reason },
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
    return { was_accepted: false };
  });
}

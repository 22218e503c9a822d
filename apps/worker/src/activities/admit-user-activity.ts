import type { ActivityDependencies } from './activity-dependencies.ts';
import { ensureUser } from './ensure-user.ts';
import { inTransaction } from './in-transaction.ts';
import { InvitationStateError } from './invitation-errors.ts';
import type { InvitationRequest } from './invitation-request.ts';

interface AcceptedInvitation {
  readonly email: string;
  readonly organization_id: string;
  readonly display_name: string | null;
  readonly signal_is_due: boolean;
}

/** What admitting leaves to the workflow. */
export interface AdmittedUser {
  readonly user_id: string;
  /** The relay has yet to signal the acceptance. */
  readonly signal_is_due: boolean;
}

/**
 * Step 3: the account of the person who accepted, found by its address or made, and the membership,
 * if there is none. What was accepted is read from the database: the signal only says that it is there.
 *
 * @throws InvitationStateError when nobody accepted.
 */
export async function admitUserActivity(
  dependencies: ActivityDependencies,
  request: InvitationRequest,
): Promise<AdmittedUser> {
  return inTransaction(dependencies.pool, async (client) => {
    const { rows } = await client.query<AcceptedInvitation>(
      `SELECT i.email, i.organization_id, a.event_data->>'display_name' AS display_name,
         (SELECT s.status IN ('queued', 'retrying') FROM event_status(a.id) s) AS signal_is_due
       FROM invitations_projection i
       JOIN domain_events a ON a.aggregate_id = i.id AND a.event_type = 'user.invitation_accepted'
       WHERE i.id = $1 AND i.status = 'accepted'`,
      [request.invitation_id],
    );
    const [invitation] = rows;
    if (invitation === undefined) {
      throw new InvitationStateError(request.invitation_id, 'not accepted', 'accepted');
    }
    const { email, organization_id, display_name, signal_is_due } = invitation;
    const user_id = await ensureUser(dependencies, client, { email, runId: null, cause: request });
    await client.query(
      `UPDATE users_projection SET display_name = $2
       WHERE id = $1 AND display_name IS NULL AND $2::text IS NOT NULL`,
      [user_id, display_name],
    );
    await client.query(
      `INSERT INTO memberships_projection (organization_id, user_id, role) VALUES ($1, $2, 'member')
       ON CONFLICT (organization_id, user_id) DO NOTHING`,
      [organization_id, user_id],
    );
    return { user_id, signal_is_due };
  });
}

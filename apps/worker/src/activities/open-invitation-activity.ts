import type { EventData } from '@a4c/contracts';
import { DatabaseError } from 'pg';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { currentRunId } from './current-run-id.ts';
import { OrganizationMissingError } from './invitation-errors.ts';
import type { InvitationRequest } from './invitation-request.ts';

type NewInvitation = InvitationRequest & EventData<'user.invitation_initiated'>;

/** What the later steps need to know of an open invitation. */
export interface OpenInvitation {
  readonly already_accepted: boolean;
  /** Which issue of the token is valid. */
  readonly issue_number: number;
}

/**
 * Step 1: the invitation's row, pending for seven days. A further run of the workflow opens it again
 * under the next issue number, which ends the links of the earlier one; a retry changes nothing. An
 * invitation that was accepted stays so.
 *
 * @throws OrganizationMissingError
 */
export async function openInvitationActivity(
  { pool }: ActivityDependencies,
  { invitation_id, organization_id, email }: NewInvitation,
): Promise<OpenInvitation> {
  try {
    await pool.query(
      `INSERT INTO invitations_projection AS i
         (id, organization_id, email, status, opened_by_run, expires_at)
       VALUES ($1, $2, $3, 'pending', $4, clock_timestamp() + interval '7 days')
       ON CONFLICT (id) DO UPDATE
         SET status = 'pending', issue_number = i.issue_number + 1,
           opened_by_run = excluded.opened_by_run, expires_at = excluded.expires_at
         WHERE i.status <> 'accepted' AND i.opened_by_run <> excluded.opened_by_run`,
      [invitation_id, organization_id, email, currentRunId()],
    );
  } catch (error) {
    throw isMissingOrganization(error)
      ? new OrganizationMissingError(organization_id, error)
      : error;
  }
  const { rows } = await pool.query<OpenInvitation>(
    `SELECT status = 'accepted' AS already_accepted, issue_number
     FROM invitations_projection WHERE id = $1`,
    [invitation_id],
  );
  const [invitation] = rows;
  if (invitation === undefined) throw new Error(`Invitation ${invitation_id} vanished. Try again.`);
  return invitation;
}

function isMissingOrganization(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    error.constraint === 'invitations_projection_organization_id_fkey'
  );
}

import type { EventData } from '@a4c/contracts';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';
import { InvitationStateError } from './invitation-errors.ts';
import type { InvitationRequest } from './invitation-request.ts';

type Sending = InvitationRequest & {
  readonly issue_number: number;
  readonly kind: EventData<'user.invitation_sent'>['kind'];
};

/**
 * Step 2, and again as a reminder: makes the token, sends it in a link, notes the e-mail in
 * `sent_emails` and emits `user.invitation_sent`. The token leaves by e-mail only: it is neither
 * stored nor logged, and the activity's arguments and result do not hold it. An invitation that was
 * accepted meanwhile is not sent. For e-mail twice see `sendWelcomeEmailActivity`.
 *
 * @throws InvitationStateError, EmailRefusedError, EmailUnavailableError
 */
export async function sendInvitationActivity(
  { pool, emitEvent, email, invitations, environment }: ActivityDependencies,
  request: Sending,
): Promise<void> {
  const { invitation_id, issue_number, kind } = request;
  const messageId = `${kind}.${issue_number}.${invitation_id}@${email.domain}`;
  const sent = await pool.query('SELECT FROM sent_emails WHERE message_id = $1', [messageId]);
  if (sent.rowCount !== 0) return;
  const { rows } = await pool.query<{ email: string; status: string; organization: string }>(
    `SELECT i.email, i.status, o.name AS organization FROM invitations_projection i
     JOIN organizations_projection o ON o.id = i.organization_id WHERE i.id = $1`,
    [invitation_id],
  );
  const [row] = rows;
  if (row === undefined) throw new InvitationStateError(invitation_id, 'missing', 'pending');
  if (row.status !== 'pending') return;
  await email.send({
    messageId,
    to: row.email,
    subject: subjectOf(kind, row.organization),
    text: textOf(row.organization, invitations.linkFor(invitation_id, issue_number)),
  });
  await inTransaction(pool, async (client) => {
    const noted = await client.query(
      'INSERT INTO sent_emails (message_id) VALUES ($1) ON CONFLICT (message_id) DO NOTHING',
      [messageId],
    );
    if (noted.rowCount === 0) return;
    await emitEvent(
      {
        eventType: 'user.invitation_sent',
        aggregateId: invitation_id,
        eventData: { message_id: messageId, kind },
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
  });
}

function subjectOf(kind: Sending['kind'], organization: string): string {
  const invitation = `Invitation to ${organization}`;
  return kind === 'reminder' ? `Reminder: ${invitation}` : invitation;
}

function textOf(organization: string, link: string): string {
  return `Hello,\n\nyou are invited to "${organization}". Accept within seven days:\n\n${link}\n`;
}

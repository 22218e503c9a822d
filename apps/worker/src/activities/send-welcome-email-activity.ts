import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';

type WelcomeRequest = BootstrapRequest & {
  readonly owner_id: string;
  readonly owner_email: string;
  readonly organization_name: string;
  readonly subdomain?: string;
};

/**
 * Step 5: sends the welcome e-mail, then notes it in `sent_emails` and emits
 * `organization.welcome_email_sent`.
 *
 * E-mail cannot be sent exactly once. The note keeps later attempts, and later runs for the same
 * organization, from sending it again; what is left is the moment between the mail server's reply
 * and the note's commit. Whoever gets it twice then gets the same Message-ID twice, which most
 * mailboxes show once.
 *
 * @throws EmailRefusedError, EmailUnavailableError
 */
export async function sendWelcomeEmailActivity(
  { pool, emitEvent, email, environment }: ActivityDependencies,
  request: WelcomeRequest,
): Promise<void> {
  const messageId = `welcome.${request.organization_id}@${email.domain}`;
  const sent = await pool.query('SELECT FROM sent_emails WHERE message_id = $1', [messageId]);
  if (sent.rowCount !== 0) return;
  await email.send({
    messageId,
    to: request.owner_email,
    subject: `Welcome to ${request.organization_name}`,
    text: welcomeText(request),
  });
  await inTransaction(pool, async (client) => {
    const noted = await client.query(
      'INSERT INTO sent_emails (message_id) VALUES ($1) ON CONFLICT (message_id) DO NOTHING',
      [messageId],
    );
    if (noted.rowCount === 0) return;
    await emitEvent(
      {
        eventType: 'organization.welcome_email_sent',
        aggregateId: request.organization_id,
        eventData: { user_id: request.owner_id, message_id: messageId },
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
  });
}

function welcomeText({ organization_name, subdomain }: WelcomeRequest): string {
  const address = subdomain === undefined ? '' : `\nIts address is https://${subdomain}\n`;
  return `Hello,\n\nyour organization "${organization_name}" is ready, and you are its owner.\n${address}`;
}

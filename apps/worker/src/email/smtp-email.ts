import { createTransport } from 'nodemailer';

import { EmailRefusedError, EmailUnavailableError } from './email-errors.ts';
import type { EmailPort } from './email-port.ts';

export interface SmtpEmailOptions {
  /** `smtp://` (STARTTLS when offered) or `smtps://`, with user and password if the server asks. */
  readonly url: string;
  /** Address of the sender. */
  readonly from: string;
}

/**
 * E-mail over SMTP, one connection per message. Replies of 500 and above are final, everything else
 * may be tried again. Credentials travel over TLS only, unless the server is on this machine.
 */
export function createSmtpEmail({ url, from }: SmtpEmailOptions): EmailPort {
  const { hostname, protocol, password } = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: protocol === 'smtp:' && password !== '' && !isLoopback(hostname),
    // Together they end well within the time that an activity attempt has.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: from.slice(from.lastIndexOf('@') + 1),
    async send({ messageId, ...message }) {
      try {
        await transport.sendMail({ ...message, from, messageId: `<${messageId}>` });
      } catch (error) {
        throw emailErrorOf(error);
      }
    },
  };
}

/** Without the cause: nodemailer's errors repeat what the server said, and that repeats addresses. */
function emailErrorOf(error: unknown): EmailRefusedError | EmailUnavailableError {
  const { code, responseCode }: { code?: unknown; responseCode?: unknown } = Object(error);
  if (typeof responseCode === 'number') {
    const answer = `reply ${responseCode}`;
    return responseCode >= 500 ? new EmailRefusedError(answer) : new EmailUnavailableError(answer);
  }
  const answer = typeof code === 'string' ? code : 'no answer';
  // The address itself cannot be used: nothing was sent to the server.
  return code === 'EENVELOPE' ? new EmailRefusedError(answer) : new EmailUnavailableError(answer);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

import { createHmac, timingSafeEqual } from 'node:crypto';

import type { EnvironmentReader } from './environment.ts';

/** RFC 2104, section 3: a key for HMAC has at least the size of its hash. */
const minSecretBytes = 32;

/** Issue number, and a SHA-256 in base64url. */
const tokenForm = /^([1-9]\d{0,8})\.[\w-]{43}$/;

/** Makes and checks the tokens that invitations are accepted with. */
export interface InvitationTokens {
  /** The same for the same invitation and issue, so that a token need not be stored to be sent again. */
  readonly tokenFor: (invitationId: string, issueNumber: number) => string;
  /** The issue number of a token that was made for this invitation; undefined for everything else. */
  readonly issueOf: (invitationId: string, token: string) => number | undefined;
}

/**
 * Tokens are an HMAC of invitation id and issue number: whoever has the secret can make them again
 * and check them, and no database or history needs to hold them. Worker and edge share the secret.
 */
export function createInvitationTokens(secret: string): InvitationTokens {
  function tokenFor(invitationId: string, issueNumber: number): string {
    const hmac = createHmac('sha256', secret);
    hmac.update(`invitation ${invitationId.toLowerCase()} ${issueNumber}`);
    return `${issueNumber}.${hmac.digest('base64url')}`;
  }

  return {
    tokenFor,
    issueOf(invitationId, token) {
      const issueNumber = Number(tokenForm.exec(token)?.[1] ?? 0);
      if (issueNumber === 0) return undefined;
      const expected = Buffer.from(tokenFor(invitationId, issueNumber));
      const given = Buffer.from(token);
      const isGenuine = expected.length === given.length && timingSafeEqual(expected, given);
      return isGenuine ? issueNumber : undefined;
    },
  };
}

/** `A4C_INVITATION_SECRET`. Never shown. */
export function readInvitationSecret(read: EnvironmentReader): string {
  const secret = read.text('A4C_INVITATION_SECRET', {
    example: 'thirty-two-or-more-random-bytes-in-base64',
  });
  const bytes = Buffer.byteLength(secret);
  if (secret !== '' && bytes < minSecretBytes) {
    read.problem(
      `A4C_INVITATION_SECRET has ${bytes} bytes. Set at least ${minSecretBytes} random ones, ` +
        'for example the output of: openssl rand -base64 32',
    );
  }
  return secret;
}

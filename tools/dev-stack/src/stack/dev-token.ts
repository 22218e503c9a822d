import { randomBytes, randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';

/** How one stack makes and checks tokens: with secrets that live as long as the stack. */
export type TokenSettings = {
  issuer: string;
  audience: string;
  secret: string;
  /** For the tokens that invitations are accepted with. */
  invitationSecret: string;
};

/** New for each start, so that no token survives its stack. */
export function createTokenSettings(): TokenSettings {
  return {
    issuer: 'a4c-dev-stack',
    audience: 'a4c-events',
    secret: randomBytes(32).toString('base64url'),
    invitationSecret: randomBytes(32).toString('base64url'),
  };
}

/** What a token says. */
export type TokenClaims = {
  /** The user's id, a UUID. Default: a new one. */
  subject?: string;
  permissions?: readonly string[];
  /** How long it is valid, as jose reads it. Default: `24h`, so that it outlasts a working day. */
  expiresIn?: string;
};

/** A Bearer token (HS256) that the stack's edge accepts. */
export async function signToken(
  settings: TokenSettings,
  claims: TokenClaims = {},
): Promise<string> {
  const {
    subject = randomUUID(),
    permissions = ['organization.create', 'user.invite'],
    expiresIn = '24h',
  } = claims;
  return new SignJWT({ permissions: [...permissions] })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(new TextEncoder().encode(settings.secret));
}

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { startProcess } from '@a4c/dev-stack';
import { createInvitationTokens } from '@a4c/service/invitation-token';

const entry = join(import.meta.dirname, '../../../../apps/edge/src/main.ts');

/** Claims of a token; a new user without permissions by default. */
interface Claims {
  readonly sub?: string;
  readonly permissions?: readonly string[];
  readonly exp?: number;
  /** The algorithm that the token names. It is always signed by HS256. */
  readonly alg?: string;
}

/** Starts the edge as production does, in a process of its own, with tokens of this test. */
export async function startEdge(databaseUrl: string, env: NodeJS.ProcessEnv = {}) {
  const invitationSecret = randomBytes(32).toString('base64');
  const secret = randomBytes(32).toString('base64url');
  const edge = await startProcess({
    name: 'edge',
    entry,
    env: {
      DATABASE_URL: databaseUrl,
      A4C_EDGE_PORT: '0',
      A4C_EDGE_MAX_BODY_BYTES: '4096',
      A4C_JWT_ISSUER: 'https://login.test',
      A4C_JWT_AUDIENCE: 'a4c-test',
      A4C_INVITATION_SECRET: invitationSecret,
      ...('A4C_JWT_JWKS_URL' in env ? {} : { A4C_JWT_SECRET: secret }),
      ...env,
    },
  });
  return {
    url: edge.ready.url ?? '',
    invitationToken: (id: string) => createInvitationTokens(invitationSecret).tokenFor(id, 1),
    token: (claims: Claims = {}) => signToken(secret, claims),
    [Symbol.asyncDispose]: async () => {
      await edge.stop();
    },
  };
}

/** HS256 by RFC 7515. */
function signToken(secret: string, { alg = 'HS256', ...claims }: Claims): string {
  const parts = [
    { alg },
    {
      sub: randomUUID(),
      iss: 'https://login.test',
      aud: 'a4c-test',
      exp: Math.floor(Date.now() / 1000) + 300,
      ...claims,
    },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signed = parts.join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

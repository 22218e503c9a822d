import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createVerifyToken } from './verify-token.ts';

const issuer = 'https://login.test';
const audience = 'a4c-test';
const secret = new TextEncoder().encode('a secret that only the tests know');
const subject = '123e4567-e89b-42d3-a456-426614174000';
const claims = { iss: issuer, aud: audience, sub: subject, exp: inSeconds(60) };

const verifySecret = createVerifyToken({ issuer, audience, key: { secret } });
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let keyServer: Server;
let jwksUrl: URL;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  keyServer = createServer((request, response) => {
    response.writeHead(request.url === '/jwks' ? 200 : 500, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(keyServer, 'listening');
  const address = keyServer.address();
  jwksUrl = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/jwks`);
});
afterAll(() => {
  keyServer.close();
});

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

function signed(payload: JWTPayload, key: Uint8Array = secret, alg = 'HS256'): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
}

function signedByIssuer(payload: JWTPayload, kid = 'key-1'): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(keys.privateKey);
}

test('a valid token names its user and permissions, from both claims', async () => {
  const caller = await verifySecret(
    await signed({
      ...claims,
      sub: subject.toUpperCase(),
      permissions: ['organization.create', 7],
      scope: 'events.read_all openid',
    }),
  );
  expect(caller).toEqual({
    userId: subject,
    permissions: new Set(['organization.create', 'events.read_all', 'openid']),
  });
});

test.each<[string, JWTPayload, string]>([
  ['expired', { ...claims, exp: inSeconds(-60) }, 'token_expired'],
  ['without expiry', { iss: issuer, aud: audience, sub: subject }, 'invalid_token'],
  ['not valid yet', { ...claims, nbf: inSeconds(60) }, 'invalid_token'],
  ['of another issuer', { ...claims, iss: 'https://evil.test' }, 'invalid_token'],
  ['for another audience', { ...claims, aud: 'other' }, 'invalid_token'],
  ['without subject', { iss: issuer, aud: audience, exp: inSeconds(60) }, 'invalid_token'],
  ['of a subject that is no UUID', { ...claims, sub: 'auth0|42' }, 'unusable_subject'],
])('a token %s is refused', async (_, payload, code) => {
  await expect(verifySecret(await signed(payload))).rejects.toMatchObject({ code });
});

test('the clocks of issuer and edge may differ by a few seconds', async () => {
  await expect(
    verifySecret(await signed({ ...claims, exp: inSeconds(-2), nbf: inSeconds(3) })),
  ).resolves.toMatchObject({ userId: subject });
});

test('a token of another secret, another algorithm or none is refused', async () => {
  const other = new TextEncoder().encode('another secret that has its 32 bytes');
  const tokens = [
    await signed(claims, other),
    await signed(claims, secret, 'HS512'),
    await signedByIssuer(claims),
    new UnsecuredJWT(claims).encode(),
    'a.b.c',
    'not-a-token',
    `${await signed(claims)}x`,
  ];
  const answers = await Promise.all(
    tokens.map((token) => verifySecret(token).catch((error: unknown) => error)),
  );
  for (const answer of answers) expect(answer).toMatchObject({ code: 'invalid_token' });
});

test("public keys check the issuer's tokens and no others", async () => {
  const verify = createVerifyToken({ issuer, audience, key: { jwksUrl } });
  await expect(verify(await signedByIssuer(claims))).resolves.toMatchObject({ userId: subject });
  // The classic confusion: the public key, which everybody has, used as an HS256 secret.
  const publicKey = new TextEncoder().encode(await exportSPKI(keys.publicKey));
  const tokens = [
    await signed(claims, publicKey),
    await signed(claims),
    new UnsecuredJWT(claims).encode(),
    await signedByIssuer(claims, 'unknown-key'),
    'a.b.c',
  ];
  const answers = await Promise.all(
    tokens.map((token) => verify(token).catch((error: unknown) => error)),
  );
  for (const answer of answers) expect(answer).toMatchObject({ code: 'invalid_token' });
});

test('keys that cannot be read are no fault of the token', async () => {
  const failing = [new URL('/broken', jwksUrl), new URL('http://127.0.0.1:1/jwks')];
  const token = await signedByIssuer(claims);
  const answers = await Promise.all(
    failing.map((url) =>
      createVerifyToken({ issuer, audience, key: { jwksUrl: url } })(token).catch(
        (error: unknown) => error,
      ),
    ),
  );
  for (const answer of answers) {
    expect(answer).toMatchObject({ code: 'identity_provider_unavailable' });
  }
});

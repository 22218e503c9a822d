import { eventMetadata } from '@a4c/contracts';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';

import { ProblemError } from './problem.ts';

/** Who sent a request. */
export interface Caller {
  /** The token's subject, in lower case. */
  readonly userId: string;
  readonly permissions: ReadonlySet<string>;
}

/** Turns a token into its caller; throws ProblemError when it is not valid. */
export type VerifyToken = (token: string) => Promise<Caller>;

/** Which tokens are valid. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** A secret for HS256, or where the issuer publishes its public keys. */
  readonly key: { readonly secret: Uint8Array } | { readonly jwksUrl: URL };
}

/** Pinned: a token never chooses between a shared secret and public keys. */
const secretAlgorithms = ['HS256'];
const publicKeyAlgorithms = ['RS256', 'ES256', 'EdDSA'];

/** Clocks of issuer and edge differ by a little. */
const clockToleranceSeconds = 5;

/**
 * Makes the check of Bearer tokens: signature by a pinned algorithm, issuer, audience, expiry (it
 * must have one), a UUID as subject. Permissions are the claim `permissions` (array) and the words
 * of the claim `scope`.
 */
export function createVerifyToken({ issuer, audience, key }: TokenRules): VerifyToken {
  const options = {
    issuer,
    audience,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const verify =
    'secret' in key
      ? (token: string) =>
          jwtVerify(token, key.secret, { ...options, algorithms: secretAlgorithms })
      : withRemoteKeys(key.jwksUrl, { ...options, algorithms: publicKeyAlgorithms });
  return async (token) => {
    const { payload } = await verify(token).catch((error: unknown) => {
      throw refusalOf(error) ?? ('jwksUrl' in key ? keysUnavailable(error) : error);
    });
    return callerOf(payload);
  };
}

function withRemoteKeys(url: URL, options: Parameters<typeof jwtVerify>[2]) {
  const keys = createRemoteJWKSet(url);
  return (token: string) => jwtVerify(token, keys, options);
}

function callerOf(payload: JWTPayload): Caller {
  const { success, data: userId } = eventMetadata.shape.user_id.safeParse(payload.sub);
  if (!success || userId === undefined) {
    throw new ProblemError('unusable_subject', {
      detail:
        'The claim "sub" of the token is no UUID, and events name their user by UUID. ' +
        'Use a token of a user whose id is one.',
    });
  }
  return { userId: userId.toLowerCase(), permissions: permissionsOf(payload) };
}

function permissionsOf({ permissions, scope }: JWTPayload): ReadonlySet<string> {
  const listed: unknown[] = Array.isArray(permissions) ? permissions : [];
  const words = typeof scope === 'string' ? scope.split(' ') : [];
  return new Set([...listed.filter((entry) => typeof entry === 'string'), ...words]);
}

/** By jose's codes: https://github.com/panva/jose, docs/util/errors. Undefined: not the token's fault. */
function refusalOf(error: unknown): ProblemError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('ERR_J') || keySetFailures.has(code)) return undefined;
  if (code === 'ERR_JWT_EXPIRED') {
    return refusal('token_expired', 'The token has expired. Get a new one.', error);
  }
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    const claim = error instanceof Error && 'claim' in error ? String(error.claim) : '';
    const detail = `The token's claim "${claim}" is missing or wrong. Get a token for this service.`;
    return refusal('invalid_token', detail, error);
  }
  const detail = 'The token is no JWT that this service trusts. Get one from its issuer.';
  return refusal('invalid_token', detail, error);
}

function keysUnavailable(cause: unknown): ProblemError {
  return new ProblemError(
    'identity_provider_unavailable',
    {
      detail: "The issuer's public keys cannot be read now. Send the request again later.",
      headers: { 'Retry-After': '5' },
    },
    { cause },
  );
}

const keySetFailures = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

function refusal(
  code: 'invalid_token' | 'token_expired',
  detail: string,
  cause: unknown,
): ProblemError {
  const challenge = `Bearer error="invalid_token", error_description="${detail.replaceAll('"', "'")}"`;
  return new ProblemError(code, { detail, headers: { 'WWW-Authenticate': challenge } }, { cause });
}

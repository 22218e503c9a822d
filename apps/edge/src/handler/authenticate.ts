import { ProblemError } from './problem.ts';
import type { Caller, VerifyToken } from './verify-token.ts';

/** Syntax of RFC 6750, section 2.1. */
const bearer = /^Bearer +([\w\-.~+/]+=*)$/i;

/**
 * The caller that a request's Bearer token names.
 *
 * @throws ProblemError when there is no valid token.
 */
export async function authenticate(headers: Headers, verifyToken: VerifyToken): Promise<Caller> {
  return verifyToken(bearerTokenOf(headers));
}

/** @throws ProblemError when there is none. */
export function bearerTokenOf(headers: Headers): string {
  const [, token] = bearer.exec(headers.get('Authorization') ?? '') ?? [];
  if (token !== undefined) return token;
  throw new ProblemError('unauthenticated', {
    detail: 'The request has no Bearer token. Send "Authorization: Bearer <token>".',
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}

/**
 * Lets a caller pass who holds the permission.
 *
 * @throws ProblemError naming the permission.
 */
export function requirePermission({ permissions }: Caller, permission: string): void {
  if (permissions.has(permission)) return;
  throw new ProblemError('permission_denied', {
    detail: `The token lacks the permission "${permission}". Use a token that has it.`,
    members: { permission },
    headers: {
      'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${permission}"`,
    },
  });
}

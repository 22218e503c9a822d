/** Every problem that the edge answers with. The codes are stable: clients may decide by them. */
export const problems = {
  invalid_event: { status: 400, title: 'The body breaks the contract of the event' },
  invalid_json: { status: 400, title: 'The body is not acceptable JSON' },
  invalid_utf8: { status: 400, title: 'The body is not UTF-8' },
  incomplete_body: { status: 400, title: 'The body ended early' },
  invalid_header: { status: 400, title: 'A header is not acceptable' },
  invalid_path_parameter: { status: 400, title: 'A part of the path is not acceptable' },
  unauthenticated: { status: 401, title: 'No Bearer token' },
  invalid_token: { status: 401, title: 'The Bearer token is not valid' },
  token_expired: { status: 401, title: 'The Bearer token has expired' },
  permission_denied: { status: 403, title: 'The token lacks a permission' },
  unusable_subject: { status: 403, title: "The token's subject is no UUID" },
  not_found: { status: 404, title: 'Nothing has this address' },
  event_not_found: { status: 404, title: 'No such event' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  invitation_used: { status: 409, title: 'The invitation was accepted already' },
  invitation_expired: { status: 410, title: 'The invitation can no longer be accepted' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key is that of another request' },
  internal_error: { status: 500, title: 'Unexpected error' },
  database_unavailable: { status: 503, title: 'The database cannot be reached' },
  database_not_ready: { status: 503, title: 'The database does not know this event yet' },
  identity_provider_unavailable: { status: 503, title: 'The token cannot be checked' },
} as const;

/** Stable name of a kind of problem. */
export type ProblemCode = keyof typeof problems;

/** What a problem adds to its code. */
export interface ProblemFacts {
  /** What happened here, and what to do. Never holds what the client sent. */
  readonly detail: string;
  /** Further members of the problem: `errors`, `position`, `incident_id` … */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request with a problem (RFC 9457). `code` is stable. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;

  constructor(code: ProblemCode, facts: ProblemFacts, options?: ErrorOptions) {
    super(facts.detail, options);
    this.name = 'ProblemError';
    this.code = code;
    this.facts = facts;
  }
}

/** The response that tells a problem. */
export function problemResponse({ code, facts }: ProblemError): Response {
  const { status, title } = problems[code];
  const { detail, members, headers } = facts;
  const type = `urn:a4c-events:problem:${code}`;
  return new Response(JSON.stringify({ type, title, status, code, detail, ...members }), {
    status,
    headers: { ...headers, 'Content-Type': 'application/problem+json' },
  });
}

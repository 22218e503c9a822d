import type { JsonSchema } from '../print-json-schema/json-schema.ts';

/** What the edge answers instead, as docs/reference/http-api.md lists it: code, status, members. */
const problems = [
  ['invalid_event', 400, { errors: true }],
  ['invalid_json', 400, { errors: true, position: true }],
  ['invalid_utf8', 400, {}],
  ['incomplete_body', 400, {}],
  ['invalid_header', 400, { header: true }],
  ['invalid_path_parameter', 400, { parameter: true }],
  ['unauthenticated', 401, {}],
  ['invalid_token', 401, {}],
  ['token_expired', 401, {}],
  ['permission_denied', 403, { permission: true }],
  ['unusable_subject', 403, {}],
  ['not_found', 404, {}],
  ['event_not_found', 404, {}],
  ['method_not_allowed', 405, {}],
  ['invitation_used', 409, {}],
  ['invitation_expired', 410, {}],
  ['body_too_large', 413, { max_bytes: true }],
  ['unsupported_media_type', 415, {}],
  ['idempotency_key_reused', 422, { event_id: true }],
  ['internal_error', 500, { incident_id: true }],
  ['database_unavailable', 503, { event_id: false }],
  ['database_not_ready', 503, {}],
  ['identity_provider_unavailable', 503, {}],
] as const satisfies readonly (readonly [
  code: string,
  status: number,
  members: { readonly [member: string]: boolean },
])[];

/** Stable name of a kind of problem. */
export type ProblemCode = (typeof problems)[number][0];

const fieldError: JsonSchema = {
  type: 'object',
  properties: {
    pointer: { type: 'string', description: 'JSON pointer (RFC 6901) into the body' },
    path: { type: 'string', description: "The same place in the contract's words" },
    rule: { type: 'string', description: "The broken rule in the contract's words" },
    detail: { type: 'string', description: 'For people' },
  },
  required: ['pointer', 'path', 'rule', 'detail'],
};

const members: Readonly<Record<string, JsonSchema>> = {
  errors: {
    type: 'array',
    items: { $ref: '#/components/schemas/field_error' },
    maxItems: 50,
    description: 'The broken rules',
  },
  position: { type: 'integer', minimum: 0, description: 'Characters before the fault' },
  header: { type: 'string', description: 'Name of the header' },
  parameter: { type: 'string', description: 'Name of the parameter' },
  permission: { type: 'string', description: 'The permission that is missing' },
  max_bytes: { type: 'integer', minimum: 1, description: 'Bytes that a body may have' },
  event_id: { type: 'string', format: 'uuid', description: 'The event to ask for' },
  incident_id: { type: 'string', format: 'uuid', description: 'What the log calls it' },
};

/** Schemas of all problems (RFC 9457), by name. Further members may come. */
export function problemSchemas(): Readonly<Record<string, JsonSchema>> {
  const schemas = problems.map(([code, status, own]) => {
    const names = Object.entries<boolean>(own);
    const schema = {
      type: 'object',
      properties: {
        type: { const: `urn:a4c-events:problem:${code}` },
        title: { type: 'string' },
        status: { const: status },
        code: { const: code },
        detail: { type: 'string' },
        ...Object.fromEntries(names.map(([name]) => [name, members[name] ?? {}])),
      },
      required: [
        'type',
        'title',
        'status',
        'code',
        'detail',
        ...names.filter(([, isAlways]) => isAlways).map(([name]) => name),
      ],
    };
    return [schemaName(code), schema] as const;
  });
  return { field_error: fieldError, ...Object.fromEntries(schemas) };
}

const headersByStatus: Readonly<Record<number, string>> = {
  401: 'WWW-Authenticate',
  503: 'Retry-After',
};

/** The responses, by status, of an operation that may meet these problems. */
export function problemResponses(codes: readonly ProblemCode[]): JsonSchema {
  const met = problems.filter(([code]) => codes.includes(code));
  const byStatus = Map.groupBy(met, ([, status]) => status);
  const responses = [...byStatus].map(([status, same]) => [
    String(status),
    {
      description: same.map(([code]) => `\`${code}\``).join(', '),
      headers: headerRefs(['X-Correlation-ID', headersByStatus[status] ?? []].flat()),
      content: { 'application/problem+json': { schema: oneOf(same.map(([code]) => code)) } },
    },
  ]);
  return Object.fromEntries(responses);
}

/** References to headers among the components. */
export function headerRefs(names: readonly string[]): JsonSchema {
  return Object.fromEntries(
    names.map((name) => [name, { $ref: `#/components/headers/${name}` }] as const),
  );
}

function oneOf(codes: readonly ProblemCode[]): JsonSchema {
  const refs = codes.map((code) => ({ $ref: `#/components/schemas/${schemaName(code)}` }));
  const [only, ...others] = refs;
  return only !== undefined && others.length === 0 ? only : { oneOf: refs };
}

function schemaName(code: ProblemCode): string {
  return `problem.${code}`;
}

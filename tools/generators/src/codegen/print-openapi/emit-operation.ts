import type { EventIr, FieldIr, HttpIr, ObjectIr } from '../contract-ir.ts';
import { eventDataSchema } from '../print-json-schema/contract-schema.ts';
import type { Definitions, JsonSchema } from '../print-json-schema/json-schema.ts';
import { headerRefs, type ProblemCode, problemResponses } from './problem-schemas.ts';

/** An event that clients emit. */
export type HttpEventIr = EventIr & { readonly http: HttpIr };

/** What every request may meet. */
const anyProblems: readonly ProblemCode[] = [
  'invalid_header',
  'unauthenticated',
  'invalid_token',
  'internal_error',
  'database_unavailable',
  'database_not_ready',
];

/** What every request of a user may meet. */
export const userProblems: readonly ProblemCode[] = [
  ...anyProblems,
  'token_expired',
  'unusable_subject',
  'identity_provider_unavailable',
];

const emitProblems: readonly ProblemCode[] = [
  'invalid_event',
  'invalid_json',
  'invalid_utf8',
  'incomplete_body',
  'body_too_large',
  'unsupported_media_type',
  'idempotency_key_reused',
];

/** Who may call a function, and what this adds to its problems. */
interface Callers {
  readonly security: JsonSchema;
  readonly text: string;
  readonly problems: readonly ProblemCode[];
}

/** Functions whose callers are no users with a permission, which no contract can say. */
const ownCallers: Readonly<Record<string, Callers>> = {
  'accept-invitation': {
    security: { invitation: [] },
    text: 'Needs the token of the invitation.',
    problems: [...anyProblems, 'invitation_used', 'invitation_expired'],
  },
};

function callersOf({ function: name, permission }: HttpIr): Callers {
  return (
    ownCallers[name] ?? {
      security: { token: [permission] },
      text: `Needs the permission \`${permission}\`.`,
      problems: [...userProblems, 'permission_denied'],
    }
  );
}

/** `/create-organization`, or `/rename-organization/{organization_id}`. */
export function emitPath(http: HttpIr): string {
  const parameter = pathParameter(http);
  return parameter === undefined ? `/${http.function}` : `/${http.function}/{${parameter}}`;
}

/** The operation that emits the event. */
export function emitOperation(event: HttpEventIr, definitions: Definitions): JsonSchema {
  const { type, description, owner, deprecated, aggregateType, http } = event;
  const parameter = pathParameter(http);
  const callers = callersOf(http);
  const own: readonly ProblemCode[] = parameter === undefined ? [] : ['invalid_path_parameter'];
  return {
    operationId: http.function.replaceAll(/-([a-z0-9])/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: `Emit ${type}`,
    description: descriptionOf(event, description),
    tags: [aggregateType],
    ...(deprecated !== undefined && { deprecated: true }),
    ...(owner !== undefined && { 'x-a4c-owner': owner }),
    'x-a4c-event-type': type,
    security: [callers.security],
    parameters: [
      ...(parameter === undefined ? [] : [pathParameterOf(parameter, aggregateType)]),
      ...['Idempotency-Key', 'X-Correlation-ID', 'X-Request-ID', 'traceparent'].map((name) => ({
        $ref: `#/components/parameters/${name}`,
      })),
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: bodyRef(event, definitions),
          examples: Object.fromEntries(
            event.examples.map((value, index) => [`example_${index + 1}`, { value }]),
          ),
        },
      },
    },
    responses: {
      202: acceptedResponse(aggregateType),
      ...problemResponses([...callers.problems, ...emitProblems, ...own]),
    },
  };
}

function descriptionOf({ starts, signals, deprecated, http }: HttpEventIr, text: string): string {
  return [
    text,
    ...(deprecated === undefined ? [] : [`Deprecated: ${deprecated}`]),
    ...(starts ? [`Starts \`${starts.workflow}\`.`] : []),
    ...(signals ? [`Signals \`${signals.workflow}\` with \`${signals.signal}\`.`] : []),
    callersOf(http).text,
  ].join(' ');
}

/** The data less what the edge fills in. */
function bodyRef(event: HttpEventIr, definitions: Definitions): JsonSchema {
  const { type, version, data, http } = event;
  const prefix = `${type}.v${version}.`;
  return definitions.refTo(`${prefix}body`, () => {
    const shape = withoutDefaults(data, http.defaults);
    const { properties, ...schema } = eventDataSchema(event, definitions, { shape, prefix });
    const filled = Object.entries(properties ?? {}).map(([name, property]) => {
      const value = http.defaults[name];
      return [name, value === undefined ? property : { ...property, default: value }] as const;
    });
    return { ...schema, properties: Object.fromEntries(filled) };
  });
}

function withoutDefaults(data: ObjectIr, defaults: HttpIr['defaults']): ObjectIr {
  const fields = Object.entries(data.fields).map(([name, field]): [string, FieldIr] => [
    name,
    Object.hasOwn(defaults, name) ? { ...field, optional: true } : field,
  ]);
  return { ...data, fields: Object.fromEntries(fields) };
}

function acceptedResponse(aggregateType: string): JsonSchema {
  const id = `${aggregateType}_id`;
  return {
    description: 'The event is committed.',
    headers: headerRefs(['X-Correlation-ID', 'Location']),
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            event_id: { type: 'string', format: 'uuid' },
            [id]: { type: 'string', format: 'uuid' },
            message: { type: 'string' },
          },
          required: ['event_id', id, 'message'],
        },
      },
    },
  };
}

function pathParameter({ aggregateId }: HttpIr): string | undefined {
  return aggregateId === 'new' ? undefined : aggregateId.slice('path.'.length);
}

function pathParameterOf(name: string, aggregateType: string): JsonSchema {
  return {
    name,
    in: 'path',
    required: true,
    description: `Id of the ${aggregateType}`,
    schema: { type: 'string', format: 'uuid' },
  };
}

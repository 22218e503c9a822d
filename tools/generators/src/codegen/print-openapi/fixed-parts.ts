import type { JsonSchema } from '../print-json-schema/json-schema.ts';
import { userProblems } from './emit-operation.ts';
import { headerRefs, problemResponses } from './problem-schemas.ts';

/** Paths that no contract declares. */
export const fixedPaths: JsonSchema = {
  '/events/{id}': {
    get: {
      operationId: 'getEvent',
      summary: 'Ask what became of an event',
      description:
        'Your own events; those of others are answered like unknown ones, unless the token has the permission `events.read_all`.',
      tags: ['events'],
      security: [{ token: [] }],
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'Id of the event',
          schema: { type: 'string', format: 'uuid' },
        },
        { $ref: '#/components/parameters/X-Correlation-ID' },
      ],
      responses: {
        200: {
          description: 'The status of the event',
          headers: headerRefs(['X-Correlation-ID']),
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/event_status' } },
          },
        },
        ...problemResponses([...userProblems, 'invalid_path_parameter', 'event_not_found']),
      },
    },
  },
  '/healthz': {
    get: {
      operationId: 'getHealth',
      summary: 'Ask whether the process lives',
      tags: ['health'],
      security: [],
      responses: {
        200: jsonResponse('It lives.', {
          type: 'object',
          properties: { alive: { const: true } },
          required: ['alive'],
        }),
      },
    },
  },
  '/readyz': {
    get: {
      operationId: 'getReadiness',
      summary: 'Ask whether requests can be served',
      tags: ['health'],
      security: [],
      responses: {
        200: jsonResponse('They can.', readiness(true)),
        503: jsonResponse('They cannot.', readiness(false)),
      },
    },
  },
};

/** Schemas that no contract declares. */
export const fixedSchemas: Readonly<Record<string, JsonSchema>> = {
  event_status: {
    type: 'object',
    properties: {
      event_id: { type: 'string', format: 'uuid' },
      event_type: { type: 'string' },
      aggregate_type: { type: 'string' },
      aggregate_id: { type: 'string', format: 'uuid' },
      status: {
        enum: [
          'starts_nothing',
          'queued',
          'retrying',
          'started',
          'completed',
          'failed',
          'dead_lettered',
        ],
      },
      workflow_id: { type: ['string', 'null'] },
      workflow_run_id: { type: ['string', 'null'], format: 'uuid' },
      workflow_type: { type: ['string', 'null'] },
      created_at: { type: 'string', format: 'date-time' },
      processed_at: { type: ['string', 'null'], format: 'date-time' },
      processing_error: { type: ['string', 'null'] },
      retry_count: { type: 'integer', minimum: 0 },
    },
    required: [
      'event_id',
      'event_type',
      'aggregate_type',
      'aggregate_id',
      'status',
      'workflow_id',
      'workflow_run_id',
      'workflow_type',
      'created_at',
      'processed_at',
      'processing_error',
      'retry_count',
    ],
  },
};

/** What callers show. */
export const securitySchemes: JsonSchema = {
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Token of a user' },
  invitation: { type: 'http', scheme: 'bearer', description: 'Token of an invitation' },
};

/** Headers of requests that operations refer to. */
export const parameters: JsonSchema = {
  'Idempotency-Key': header('Idempotency-Key', {
    description:
      'Makes the request repeatable: the same key gives the same answer and one event. Draw a random one for each request.',
    schema: { type: 'string', pattern: String.raw`^[\x21-\x7e]{1,255}$` },
  }),
  'X-Correlation-ID': header('X-Correlation-ID', {
    description: "Becomes `correlation_id` in the event's metadata. Drawn by the edge if missing.",
    schema: { type: 'string', maxLength: 255 },
  }),
  'X-Request-ID': header('X-Request-ID', {
    description: "Becomes `request_id` in the event's metadata.",
    schema: { type: 'string', maxLength: 255 },
  }),
  traceparent: header('traceparent', {
    description: 'W3C trace context of version 00. Ignored when it is none.',
    schema: { type: 'string' },
  }),
};

/** Headers of answers that operations refer to. */
export const headers: JsonSchema = {
  Location: {
    description: "The path of the event's status",
    required: true,
    schema: { type: 'string', pattern: '^/events/' },
  },
  'Retry-After': {
    description: 'Seconds to wait',
    schema: { type: 'string', pattern: String.raw`^\d+$` },
  },
  'WWW-Authenticate': { description: 'RFC 6750', required: true, schema: { type: 'string' } },
  'X-Correlation-ID': {
    description: 'That of the request, or the one that the edge has drawn',
    required: true,
    schema: { type: 'string' },
  },
};

function header(name: string, facts: JsonSchema): JsonSchema {
  return { name, in: 'header', ...facts };
}

function readiness(ready: boolean): JsonSchema {
  return {
    type: 'object',
    properties: {
      ready: { const: ready },
      reasons: { type: 'array', items: { type: 'string' } },
    },
    required: ['ready', 'reasons'],
  };
}

function jsonResponse(description: string, schema: JsonSchema): JsonSchema {
  return { description, content: { 'application/json': { schema } } };
}

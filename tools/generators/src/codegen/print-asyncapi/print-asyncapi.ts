import type { ContractsIr, EventIr, ObjectIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { eventDataSchema, eventMetadataSchema } from '../print-json-schema/contract-schema.ts';
import {
  createDefinitions,
  type Definitions,
  type JsonSchema,
} from '../print-json-schema/json-schema.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { toDraft07 } from './draft-07.ts';
import { operationsOf } from './operations.ts';

/** The events in AsyncAPI 3: one channel, the table; who emits and which workflows receive. */
export function printAsyncapi({ events, metadata }: ContractsIr): PrintedFiles {
  const definitions = createDefinitions('#/components/schemas/');
  const messages = events.map(
    (event) => [messageName(event), message(event, metadata, definitions)] as const,
  );
  const document: JsonSchema = {
    asyncapi: '3.0.0',
    info: {
      title: 'A4C Events',
      version: '1',
      description:
        'Business events in PostgreSQL, and the Temporal workflows that they start and signal.',
      'x-a4c-generated': generatedNotice,
    },
    defaultContentType: 'application/json',
    channels: {
      domain_events: {
        address: 'domain_events',
        title: 'The event log',
        description: 'The table `domain_events`: one row for each event, kept for ever.',
        messages: Object.fromEntries(
          messages.map(([name]) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: operationsOf(latestVersions(events)),
    components: {
      messages: Object.fromEntries(messages),
      schemas: schemasOf(definitions),
    },
  };
  return { 'docs/reference/generated/asyncapi.json': `${JSON.stringify(document, null, 2)}\n` };
}

/** `user.created.v1`. */
function messageName({ type, version }: EventIr): string {
  return `${type}.v${version}`;
}

function message(event: EventIr, metadata: ObjectIr, definitions: Definitions): JsonSchema {
  const { type, version, aggregateType, description, owner, stability, deprecated } = event;
  const prefix = `${type}.v${version}.`;
  const data = definitions.refTo(`${prefix}data`, () =>
    eventDataSchema(event, definitions, { prefix }),
  );
  const shared = definitions.refTo('event_metadata', () =>
    eventMetadataSchema(metadata, definitions),
  );
  return {
    name: type,
    title: `${type} version ${version}`,
    summary: description,
    ...(deprecated !== undefined && { description: `Deprecated: ${deprecated}` }),
    ...(owner !== undefined && { 'x-a4c-owner': owner }),
    ...(stability === 'experimental' && { 'x-a4c-stability': stability }),
    payload: {
      type: 'object',
      properties: {
        event_type: { const: type },
        event_version: { const: version },
        aggregate_type: { const: aggregateType },
        aggregate_id: { type: 'string', format: 'uuid' },
        event_data: data,
        event_metadata: shared,
      },
      required: [
        'event_type',
        'event_version',
        'aggregate_type',
        'aggregate_id',
        'event_data',
        'event_metadata',
      ],
    },
    examples: event.examples.map((example) => ({ payload: examplePayload(event, example) })),
  };
}

function examplePayload(
  { type, version, aggregateType }: EventIr,
  data: EventIr['examples'][number],
): JsonSchema {
  return {
    event_type: type,
    event_version: version,
    aggregate_type: aggregateType,
    aggregate_id: '550e8400-e29b-41d4-a716-446655440000',
    event_data: data,
    event_metadata: { timestamp: '2026-01-31T12:00:00.000Z' },
  };
}

function schemasOf(definitions: Definitions): JsonSchema {
  return Object.fromEntries(
    Object.entries(definitions.print()).map(([name, schema]) => [name, toDraft07(schema)]),
  );
}

import type { ContractsIr, EventIr, ObjectIr } from '../contract-ir.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { eventDataSchema, eventMetadataSchema } from './contract-schema.ts';
import { createDefinitions, type Definitions, type JsonSchema } from './json-schema.ts';

const folder = 'docs/reference/generated/json-schema';

/**
 * A JSON Schema (draft 2020-12) for the data of every version of every event, and one for the
 * metadata. From the IR and not by zod's own `z.toJSONSchema`, which does not know what jsonb cannot
 * store, and takes patterns as they are, without a look at their flags.
 */
export function printJsonSchema({ events, metadata }: ContractsIr): PrintedFiles {
  const files = events.map((event) => [
    `${folder}/${event.type}.v${event.version}.json`,
    printSchema(dataSchema(event)),
  ]);
  return Object.fromEntries([
    ...files,
    [`${folder}/event-metadata.json`, printSchema(metadataSchema(metadata))],
  ]);
}

/** The schema of `event_data` for one version of an event, complete in itself. */
export function dataSchema(event: EventIr): JsonSchema {
  const { type, version, examples } = event;
  const schema = documentSchema(
    `event-data:${type}:${version}`,
    `${type} version ${version}`,
    (definitions) => eventDataSchema(event, definitions),
  );
  return { ...schema, examples };
}

/** The schema of `event_metadata`, complete in itself. */
export function metadataSchema(metadata: ObjectIr): JsonSchema {
  return documentSchema('event-metadata', 'event_metadata', (definitions) =>
    eventMetadataSchema(metadata, definitions),
  );
}

function documentSchema(
  name: string,
  title: string,
  print: (definitions: Definitions) => JsonSchema,
): JsonSchema {
  const definitions = createDefinitions('#/$defs/');
  const schema = print(definitions);
  const $defs = definitions.print();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:a4c-events:${name}`,
    $comment: generatedNotice,
    title,
    ...schema,
    ...(Object.keys($defs).length > 0 && { $defs }),
  };
}

function printSchema(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

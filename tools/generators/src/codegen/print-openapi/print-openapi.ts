import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { createDefinitions, type JsonSchema } from '../print-json-schema/json-schema.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { emitOperation, emitPath, type HttpEventIr } from './emit-operation.ts';
import { fixedPaths, fixedSchemas, headers, parameters, securitySchemes } from './fixed-parts.ts';
import { problemSchemas } from './problem-schemas.ts';

/** The HTTP API of the edge in OpenAPI 3.1: one POST for each event that clients emit. */
export function printOpenapi({ events }: ContractsIr): PrintedFiles {
  const definitions = createDefinitions('#/components/schemas/');
  const emitted = latestVersions(events).filter((event) => isEmitted(event));
  const emitPaths = emitted.map(
    (event) => [emitPath(event.http), { post: emitOperation(event, definitions) }] as const,
  );
  const document: JsonSchema = {
    openapi: '3.1.1',
    info: {
      title: 'A4C Events',
      version: '1',
      description:
        'Emit events and ask what became of them. Errors are problems (RFC 9457): decide by their `code`, which is stable. ' +
        'Besides those that are listed, an unknown path is answered with `not_found`, another method with `method_not_allowed`. ' +
        'HEAD works where GET does. Values of headers and fields: docs/reference/http-api.md.',
      'x-a4c-generated': generatedNotice,
    },
    servers: [{ url: '/' }],
    tags: tagsOf(emitted),
    paths: { ...Object.fromEntries(emitPaths), ...fixedPaths },
    components: {
      securitySchemes,
      parameters,
      headers,
      schemas: { ...definitions.print(), ...fixedSchemas, ...problemSchemas() },
    },
  };
  return { 'docs/reference/generated/openapi.json': `${JSON.stringify(document, null, 2)}\n` };
}

function isEmitted(event: EventIr): event is HttpEventIr {
  return event.http !== undefined;
}

function tagsOf(events: readonly EventIr[]): JsonSchema[] {
  const aggregates = new Set(events.map(({ aggregateType }) => aggregateType));
  return [
    ...[...aggregates].toSorted().map((name) => ({ name, description: `Events of ${name}` })),
    { name: 'events', description: 'What became of events' },
    { name: 'health', description: 'For probes; no token is needed' },
  ];
}

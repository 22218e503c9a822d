import { defineEvent, eventMetadata, registry } from '@a4c/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { everyShape } from '../parity/every-shape.ts';
import { printOpenapi } from './print-openapi.ts';

const renamed = defineEvent({
  type: 'organization.renamed',
  version: 1,
  aggregateType: 'organization',
  description: 'An organization has another name.',
  owner: 'accounts',
  deprecated: 'Use organization.changed.',
  data: z.strictObject({
    name: z.string().min(3),
    is_silent: z.boolean(),
    tags: z.array(z.string()),
  }),
  http: {
    function: 'rename-organization',
    aggregateId: 'path.organization_id',
    permission: 'organization.rename',
    defaults: { is_silent: false, tags: [] },
  },
  examples: [{ name: 'Acme', is_silent: true, tags: [] }],
});

function print(contracts: Parameters<typeof collectContracts>[0]) {
  const [text = ''] = Object.values(printOpenapi(collectContracts(contracts, eventMetadata)));
  const document: Document = JSON.parse(text);
  return document;
}

type Schema = { properties: Record<string, unknown>; required: string[] };
type Document = {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, Schema> };
};

test.each([
  ['the registry', registry],
  ['no contract at all', []],
  [
    'a contract of every kind',
    everyShape.map((contract, index) => ({
      ...contract,
      http: { function: `emit-${index}`, aggregateId: 'new', permission: 'parity.emit' } as const,
    })),
  ],
])('the document for %s is valid OpenAPI 3.1', async (_, contracts) => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(print(contracts));
  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, '3.1']);
});

test('an event becomes an operation with its permission, path parameter and owner', () => {
  const { paths } = print([renamed]);
  expect(paths['/rename-organization/{organization_id}']?.['post']).toMatchObject({
    operationId: 'renameOrganization',
    deprecated: true,
    'x-a4c-owner': 'accounts',
    security: [{ token: ['organization.rename'] }],
    parameters: [
      { name: 'organization_id', in: 'path', required: true },
      { $ref: '#/components/parameters/Idempotency-Key' },
      { $ref: '#/components/parameters/X-Correlation-ID' },
      { $ref: '#/components/parameters/X-Request-ID' },
      { $ref: '#/components/parameters/traceparent' },
    ],
    responses: {
      202: {
        content: {
          'application/json': { schema: { required: ['event_id', 'organization_id', 'message'] } },
        },
      },
    },
  });
});

test('fields that the edge fills in may be left out of the body, which states their defaults', () => {
  const { components } = print([renamed]);
  const { properties, required } = components.schemas['organization.renamed.v1.body'] ?? {};
  expect(required).toEqual(['name']);
  expect(properties).toMatchObject({ is_silent: { default: false }, tags: { default: [] } });
});

test('only the newest version of an event is emitted', () => {
  const { http, ...silent } = renamed;
  expect(http).toBeDefined();
  const { paths } = print([renamed, { ...silent, version: 2 }]);
  expect(Object.keys(paths)).toEqual(['/events/{id}', '/healthz', '/readyz']);
});

test('schemas of bodies accept the examples, and what the edge fills in may be missing', () => {
  const document = print([renamed]);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'openapi');
  const validate = ajv.getSchema('openapi#/components/schemas/organization.renamed.v1.body');
  expect(validate?.(renamed.examples[0])).toBe(true);
  expect(validate?.({ name: 'Acme' })).toBe(true);
  expect(validate?.({ name: 'Ac' })).toBe(false);
  expect(validate?.({ name: 'Acme', workflow_id: 'mine' })).toBe(false);
});

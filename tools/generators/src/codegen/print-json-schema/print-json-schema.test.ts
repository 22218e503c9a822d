import { defineEvent, eventMetadata } from '@a4c/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import type { EventIr, ShapeIr } from '../contract-ir.ts';
import { dataSchema, printJsonSchema } from './print-json-schema.ts';

const invited = defineEvent({
  type: 'user.invited',
  version: 2,
  aggregateType: 'user',
  description: 'A user was invited.',
  owner: 'accounts',
  stability: 'experimental',
  deprecated: 'Use user.asked.',
  data: z.strictObject({
    email: z.email().meta({ pii: true, description: 'Where the invitation goes' }),
    seats: z.int().min(1).optional().meta({ deprecated: true }),
    plan: z.enum(['free', 'big']).nullable(),
  }),
  examples: [{ email: 'a@b.example', plan: null }],
});

test('a contract becomes a schema of its own, with what it says beside its rules', () => {
  const printed = printJsonSchema(
    collectContracts([defineEvent({ ...invited, version: 1 }), invited], eventMetadata),
  );
  expect(Object.keys(printed)).toEqual([
    'docs/reference/generated/json-schema/user.invited.v1.json',
    'docs/reference/generated/json-schema/user.invited.v2.json',
    'docs/reference/generated/json-schema/event-metadata.json',
  ]);
  const text = printed['docs/reference/generated/json-schema/user.invited.v2.json'] ?? '';
  expect(JSON.parse(text)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:a4c-events:event-data:user.invited:2',
    $comment: 'Generated from libs/contracts by "nx sync". Do not edit.',
    title: 'user.invited version 2',
    description: 'A user was invited.',
    'x-a4c-owner': 'accounts',
    'x-a4c-stability': 'experimental',
    deprecated: true,
    'x-a4c-deprecated': 'Use user.asked.',
    type: 'object',
    properties: {
      email: {
        description: 'Where the invitation goes',
        'x-a4c-pii': true,
        type: 'string',
        $ref: '#/$defs/storable_text',
        format: 'email',
        pattern: expect.stringMatching(/^\^.+\$$/),
      },
      plan: { enum: ['free', 'big', null] },
      seats: { deprecated: true, type: 'integer', minimum: 1, maximum: 9_007_199_254_740_991 },
    },
    required: ['email', 'plan'],
    additionalProperties: false,
    examples: [{ email: 'a@b.example', plan: null }],
    $defs: {
      storable_text: {
        description: expect.any(String),
        type: 'string',
        pattern: expect.any(String),
      },
    },
  });
});

const text: ShapeIr = { kind: 'string', checks: [] };
const number: ShapeIr = { kind: 'number', checks: [] };
const tree: ShapeIr = {
  kind: 'object',
  unknownKeys: false,
  fields: { left: { kind: 'ref', name: 'tree', nullable: true } },
};
const circle: ShapeIr = {
  kind: 'object',
  unknownKeys: false,
  fields: { form: { kind: 'one_of', values: ['circle'] }, radius: number },
};
const square: ShapeIr = {
  kind: 'object',
  unknownKeys: false,
  fields: { form: { kind: 'one_of', values: ['square'] }, side: number },
};

test.each<[ShapeIr, accepted: string[], refused: string[]]>([
  [text, ['"a"', '""', '"😀"'], [String.raw`"\u0000"`, String.raw`"\ud800"`, '1', 'null']],
  [
    {
      kind: 'string',
      checks: [
        { rule: 'min_length', bound: 1 },
        { rule: 'min_length', bound: 2 },
        { rule: 'max_length', bound: 2 },
        { rule: 'pattern', source: '^.+$', flags: 'su' },
        { rule: 'pattern', source: '[^a]', flags: 'u' },
      ],
    },
    ['"😀a"', String.raw`"\nb"`],
    ['"b"', '"abc"', '"aa"'],
  ],
  [
    { kind: 'number', checks: [{ rule: 'int' }, { rule: 'max_exclusive', bound: 3 }] },
    ['2', '2.0', '-9007199254740991'],
    ['3', '1.5', '-9007199254740992', '-1e400'],
  ],
  [
    {
      kind: 'number',
      checks: [
        { rule: 'multiple_of', bound: 2 },
        { rule: 'multiple_of', bound: 3 },
      ],
    },
    ['6', '0', '-12'],
    ['2', '3', '1e400'],
  ],
  [{ ...text, nullable: true }, ['"a"', 'null'], [String.raw`"\u0000"`, '1']],
  [{ kind: 'boolean', nullable: true }, ['true', 'null'], ['0', '"true"']],
  [{ kind: 'one_of', values: [0.1, 'a'] }, ['0.10', '"a"'], ['null', '"0.1"']],
  [{ kind: 'one_of', values: [null] }, ['null'], ['0', '{}']],
  [
    {
      kind: 'record',
      keys: { kind: 'string', checks: [{ rule: 'max_length', bound: 3 }] },
      values: number,
    },
    ['{}', '{"a":1,"b":2}'],
    ['{"abcd":1}', '{"a":"1"}', '[]'],
  ],
  [
    { kind: 'record', keys: text, values: number },
    [],
    ['{"__proto__":1}', String.raw`{"\u0000":1}`],
  ],
  [{ kind: 'tuple', items: [text, number] }, ['["a",1]'], ['["a"]', '["a",1,2]', '[1,"a"]']],
  [{ kind: 'tuple', items: [] }, ['[]'], ['[1]']],
  [
    { kind: 'tuple', items: [text], rest: number, nullable: true },
    ['["a"]', '["a",1,2]', 'null'],
    ['[]', '["a","b"]'],
  ],
  [{ kind: 'union', options: [text, number], nullable: true }, ['"a"', '1', 'null'], ['true']],
  [
    { kind: 'xor', options: [number, { kind: 'number', checks: [{ rule: 'int' }] }] },
    ['1.5'],
    ['1', '"a"'],
  ],
  [
    {
      kind: 'discriminated_union',
      discriminator: 'form',
      options: [
        { values: ['circle'], shape: circle },
        { values: ['square'], shape: square },
      ],
    },
    ['{"form":"circle","radius":1}', '{"form":"square","side":1}'],
    ['{"form":"circle","side":1}', '{"form":"line"}', '{}', '[]'],
  ],
  [{ kind: 'ref', name: 'tree' }, ['{"left":{"left":null}}'], ['null', '{"left":{}}']],
  [{ kind: 'array', items: text, minItems: 1, maxItems: 2 }, ['["a"]'], ['[]', '["a","b","c"]']],
])('%j accepts and refuses as the contract does', (shape, accepted, refused) => {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    validateFormats: false,
  });
  ajv.addVocabulary(['x-a4c-max-depth']);
  const validate = ajv.compile(dataSchema(eventWith(shape)));
  const verdictOf = (value: string) => validate(JSON.parse(`{"value":${value}}`));
  expect(accepted.filter((value) => !verdictOf(value))).toEqual([]);
  expect(refused.filter((value) => verdictOf(value))).toEqual([]);
});

function eventWith(value: ShapeIr): EventIr {
  return {
    type: 'test.shaped',
    version: 1,
    aggregateType: 'test',
    description: 'Something has a shape.',
    stability: 'stable',
    data: { kind: 'object', unknownKeys: false, fields: { value } },
    definitions: { tree },
    examples: [],
  };
}

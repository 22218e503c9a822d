import { defineEvent, type EventContract, eventMetadata } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContractsSql } from './print-contracts-sql.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string().max(5), z.array(json), z.record(z.string(), json), z.null()]),
);
const card = z.strictObject({ kind: z.literal('card'), digits: z.string().length(4) });
const either = z.xor([z.strictObject({ a: z.int() }), z.strictObject({ b: z.int() })]);
const cash = z.strictObject({ kind: z.literal('cash') });

/** Arrays that hold nothing but arrays; a part of its own each time. */
function endless(): z.ZodType {
  const schema: z.ZodType = z.lazy(() => z.array(schema));
  return schema;
}

const lists = endless();

/** As long as a type can be: names of its parts do not fit behind it. */
const longType = `user.${'moved_again_'.repeat(4)}ab`;

const contracts: readonly EventContract[] = [
  // A part of the first would have the name of the second.
  defineEvent({
    type: 'parts.twice',
    version: 1,
    aggregateType: 'parts',
    description: 'The first.',
    data: z.strictObject({ again: lists, again_v1: z.union([z.int(), lists]) }),
    examples: [{ again: [], again_v1: 1 }],
  }),
  defineEvent({
    type: 'parts.twice_v1.again',
    version: 1,
    aggregateType: 'parts',
    description: 'The second.',
    data: z.strictObject({ same: either.describe('Once more.').optional() }),
    examples: [{}],
  }),
  defineEvent({
    type: 'parts.used',
    version: 1,
    aggregateType: 'parts',
    description: 'Parts.',
    data: z.strictObject({
      json: json.optional(),
      payments: z.array(z.discriminatedUnion('kind', [card, cash])).optional(),
      either: either.optional(),
      sizes: z.record(z.string().regex(/^[a-z]+$/), z.array(z.int())).optional(),
      pair: z
        .tuple([z.int(), z.array(z.string())], z.null())
        .nullable()
        .optional(),
    }),
    examples: [{}],
  }),
  defineEvent({
    type: longType,
    version: 1,
    aggregateType: 'parts',
    description: 'Long names.',
    data: z.strictObject({
      first: endless(),
      second: endless(),
    }),
    examples: [{ first: [], second: [[]] }],
  }),
];

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const printed = printContractsSql(collectContracts(contracts, eventMetadata));
  for (const sql of Object.values(printed)) await client.query(sql);
});

afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

async function problemOf(data: string, name = 'parts__used_v1'): Promise<string | null> {
  const { rows } = await client.query<{ problem: string | null }>(
    `SELECT contracts.${name}($1::jsonb) AS problem`,
    [data],
  );
  return rows[0]?.problem ?? null;
}

test.each<[string, string | null]>([
  ['{}', null],
  ['{"json":null}', null],
  ['{"json":{"a":["x",null,{"b":[]}]}}', null],
  ['{"json":{"a":["x",1]}}', 'event_data.json: invalid_union'],
  ['{"payments":[{"kind":"cash"},{"kind":"card","digits":"1234"}]}', null],
  [
    '{"payments":[{"kind":"cash"},{"kind":"card","digits":"1"}]}',
    'event_data.payments[1].digits: min_length 4',
  ],
  ['{"payments":[{"kind":"gold"}]}', 'event_data.payments[0].kind: invalid_union'],
  ['{"payments":[{}]}', 'event_data.payments[0].kind: required'],
  ['{"payments":[null]}', 'event_data.payments[0]: type object'],
  ['{"either":{"a":1}}', null],
  ['{"either":{"a":1,"b":1}}', 'event_data.either: invalid_union'],
  ['{"sizes":{"a":[1],"b":[]}}', null],
  ['{"sizes":{"a":[1],"B":[]}}', 'event_data.sizes.*: invalid_key'],
  ['{"sizes":{"a":[1],"b":["1"]}}', 'event_data.sizes.*[0]: type number'],
  ['{"sizes":[]}', 'event_data.sizes: type record'],
  ['{"sizes":{"__proto__":[1]}}', 'event_data: reserved_key'],
  ['{"pair":[1,["a"],null,null]}', null],
  ['{"pair":null}', null],
  ['{"pair":[1]}', 'event_data.pair[1]: required'],
  ['{"pair":[1,["a",2]]}', 'event_data.pair[1][1]: type string'],
  ['{"pair":[1,[],1]}', 'event_data.pair[2]: one_of'],
  ['{"pair":{}}', 'event_data.pair: type tuple'],
])('%s: %s', async (data, problem) => {
  expect(await problemOf(data)).toBe(problem);
});

test.each([
  ['arrays', '[', '"x"', ']'],
  ['records', '{"a":', '[]', '}'],
])(
  '%s may nest up to the depth that can be stored, and no further',
  async (_, open, end, close) => {
    const nested = (levels: number) =>
      `{"json":${open.repeat(levels)}${end}${close.repeat(levels)}}`;
    const holds = end === '[]' ? 1 : 0;
    expect(await problemOf(nested(99 - holds))).toBeNull();
    expect(await problemOf(nested(100 - holds))).toBe('event_data: max_depth 100');
    expect(await problemOf(nested(500))).toBe('event_data: max_depth 100');
    const wrong = nested(90).replace(end, '"too long"');
    expect(await problemOf(wrong)).toBe('event_data.json: invalid_union');
  },
);

test('names of parts are cut to what Postgres keeps, and stay apart', async () => {
  const { rows } = await client.query<{ proname: string }>(
    "SELECT proname FROM pg_proc WHERE proname LIKE 'user__moved%' ORDER BY 1",
  );
  const names = rows.map(({ proname }) => proname);
  expect(names).toHaveLength(4);
  expect(names.filter((name) => /_[0-9a-f]{8}$/.test(name) && name.length === 63)).toHaveLength(3);
  const check = `${longType.replace('.', '__')}_v1`;
  expect(await problemOf('{"first":[],"second":[[]]}', check)).toBeNull();
  expect(await problemOf('{"first":[],"second":[1]}', check)).toBe(
    'event_data.second[0]: type array',
  );
});

test('no two functions have one name, of whatever events they are', async () => {
  const { rows } = await client.query(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'contracts'::regnamespace
     GROUP BY proname HAVING count(*) > 1`,
  );
  expect(rows).toEqual([]);
  expect(await problemOf('{"again":[],"again_v1":true}', 'parts__twice_v1')).toBe(
    'event_data.again_v1: invalid_union',
  );
});

test('equal parts of whatever events are one function', async () => {
  const { rows } = await client.query<{ proname: string }>(
    "SELECT proname FROM pg_proc WHERE proname LIKE 'shared\\_\\_xor%'",
  );
  expect(rows).toHaveLength(1);
});

import { defineEvent, type EventContract, eventMetadata } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContractsSql } from './print-contracts-sql.ts';

const starts = {
  workflow: 'renameWorkflow',
  workflowId: 'rename-{event_id}',
  taskQueue: 'names',
  completedBy: 'user.born',
};

const http = { function: 'rename', aggregateId: 'new', permission: 'user.rename' } as const;

/** Names at which orders of text differ, so that the tree of IFs has to agree with Postgres. */
const sortedTypes = ['a.b', 'a.b.c', 'a.b_d', 'a0.b', 'a1.b', 'a_b.e', 'aa.b', 'b.a', 'user.born'];

const contracts: readonly EventContract[] = [
  ...sortedTypes.map((type) =>
    defineEvent({
      type,
      version: 1,
      aggregateType: 'user',
      description: 'Its name is its data.',
      data: z.strictObject({ only: z.literal(type) }),
      examples: [{ only: type }],
    }),
  ),
  defineEvent({
    type: 'user.reconsidered',
    version: 1,
    aggregateType: 'user',
    description: 'It signals.',
    data: z.strictObject({}),
    signals: { workflow: 'renameWorkflow', workflowId: 'rename-{event_id}', signal: 'stop' },
    examples: [{}],
  }),
  defineEvent({
    type: 'user.renamed',
    version: 1,
    aggregateType: 'user',
    description: 'The first version.',
    data: z.strictObject({ name: z.string() }),
    starts,
    http,
    examples: [{ name: 'a' }],
  }),
  defineEvent({
    type: 'user.renamed',
    version: 2,
    aggregateType: 'person',
    description: 'The second version.',
    data: z.strictObject({ names: z.array(z.string()) }),
    starts: {
      ...starts,
      workflowId: 'rename-v2-{event_id}',
      order: 'aggregate',
      fairness: '{event_metadata.user_id}',
      priority: 1,
    },
    examples: [{ names: ['a'] }],
  }),
];

const metadata = { timestamp: '2025-01-15T10:30:45.123Z' };

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const [sql = ''] = Object.values(printContractsSql(collectContracts(contracts, eventMetadata)));
  await client.query(sql);
  // Once more: it replaces what is there.
  await client.query(sql);
});

afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test.each(sortedTypes)('%s is checked by its own function', async (type) => {
  expect(await check(type, 1, 'user', { only: type }, metadata)).toBe(true);
  expect(await violation(type, 1, 'user', { only: 'other' }, metadata)).toMatchObject({
    message: `event "${type}" version 1 breaks its contract`,
    detail: 'event_data.only: one_of',
  });
});

test('each version is checked by its own contract', async () => {
  expect(await check('user.renamed', 1, 'user', { name: 'a' }, metadata)).toBe(true);
  expect(await check('user.renamed', 2, 'person', { names: ['a'] }, metadata)).toBe(true);
  expect(await violation('user.renamed', 2, 'person', { name: 'a' }, metadata)).toMatchObject({
    detail: 'event_data.names: required',
  });
  expect(await violation('user.renamed', 2, 'user', { names: [] }, metadata)).toMatchObject({
    detail: 'aggregate_type: one_of',
    column: 'aggregate_type',
  });
});

test('a violation names what is broken in the fields of the error, and no value anywhere', async () => {
  const error = await violation(
    'user.renamed',
    1,
    'user',
    { name: 'ok', secret: 'hunter2' },
    metadata,
  );
  expect(error).toMatchObject({
    code: '23514',
    message: 'event "user.renamed" version 1 breaks its contract',
    detail: 'event_data: unknown_key',
    schema: 'public',
    table: 'domain_events',
    column: 'event_data',
    constraint: 'domain_events_contract',
  });
  expect(wordsOf(error)).not.toContain('hunter2');
  expect(
    await violation('user.born', 1, 'user', { only: 'user.born' }, { timestamp: 'x' }),
  ).toMatchObject({
    detail: 'event_metadata.timestamp: format datetime',
    column: 'event_metadata',
  });
});

test.each([
  ['{"S3CRET": 1e400}', 'event_metadata.*: finite_number'],
  ['{"S3CRET": [0, {"S3CRET": -1e400}]}', 'event_metadata.*[1].*: finite_number'],
])("keys of custom fields are the sender's, too: %s", async (custom, detail) => {
  const { rows } = await client.query<{ problem: string }>(
    'SELECT contracts.event_metadata_v1($1::jsonb || $2::jsonb) AS problem',
    [metadata, custom],
  );
  expect(rows).toEqual([{ problem: detail }]);
});

test('an unknown type is refused without repeating it, an unknown version too', async () => {
  const error = await violation('hunter.2', 1, 'user', {}, metadata);
  expect(error).toMatchObject({ detail: 'event_type: unknown_event_type', column: 'event_type' });
  expect(wordsOf(error)).not.toContain('hunter');
  expect(await violation('user.renamed', 3, 'user', {}, metadata)).toMatchObject({
    message: 'no contract declares that version of event "user.renamed"',
    detail: 'event_version: unknown_event_version',
    column: 'event_version',
  });
});

test.each<[Values, string]>([
  [[null, 1, 'user', {}, metadata], 'event_type: unknown_event_type'],
  [['user.born', null, 'user', {}, metadata], 'event_version: unknown_event_version'],
  [['user.born', 1, null, {}, metadata], 'aggregate_type: one_of'],
  [['user.born', 1, 'user', null, metadata], 'event_data: required'],
  [['user.born', 1, 'user', { only: 'user.born' }, null], 'event_metadata: required'],
])('NULL is a violation: %j', async (values, detail) => {
  expect(await violation(...values)).toMatchObject({ detail });
});

test('operators that a writer puts on his search_path are not used', async () => {
  await client.query(`
    BEGIN;
    CREATE SCHEMA own;
    CREATE FUNCTION own.jsonb_typeof(jsonb) RETURNS text IMMUTABLE LANGUAGE sql RETURN 'object';
    CREATE FUNCTION own.never(text, text) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN false;
    CREATE OPERATOR own.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = own.never);
    CREATE OPERATOR own.!~ (LEFTARG = text, RIGHTARG = text, FUNCTION = own.never);
    SET LOCAL search_path = own, pg_catalog`);
  try {
    expect(await violation('user.renamed', 1, 'user', [], metadata)).toMatchObject({
      detail: 'event_data: type object',
    });
  } finally {
    await client.query('ROLLBACK');
  }
});

test('routes and HTTP emission are those of the latest version', async () => {
  const { rows } = await client.query(`SELECT * FROM contracts.routes()`);
  expect(rows).toEqual([
    {
      event_type: 'user.reconsidered',
      kind: 'signal',
      signal_name: 'stop',
      workflow_type: 'renameWorkflow',
      workflow_id_template: 'rename-{event_id}',
      task_queue: null,
      completed_by: null,
      failed_by: null,
      ordered: false,
      fairness_key_template: null,
      priority: 3,
    },
    {
      event_type: 'user.renamed',
      kind: 'start',
      signal_name: null,
      workflow_type: 'renameWorkflow',
      workflow_id_template: 'rename-v2-{event_id}',
      task_queue: 'names',
      completed_by: 'user.born',
      failed_by: null,
      ordered: true,
      fairness_key_template: '{event_metadata.user_id}',
      priority: 1,
    },
  ]);
  const { rows: emittable } = await client.query(
    `SELECT type, contracts.emittable_over_http(type) AS emittable
     FROM unnest(ARRAY['user.renamed', 'user.born', 'no.such', NULL]) AS type`,
  );
  expect(emittable.map((row) => row.emittable)).toEqual([false, false, false, false]);
});

test('contracts that declare no route and no event at all are carried too', async () => {
  const [sql = ''] = Object.values(printContractsSql(collectContracts([], eventMetadata)));
  await client.query(`BEGIN; ${sql}`);
  try {
    expect((await client.query('SELECT * FROM contracts.routes()')).rows).toEqual([]);
    expect(await violation('user.born', 1, 'user', {}, metadata)).toMatchObject({
      detail: 'event_type: unknown_event_type',
    });
  } finally {
    await client.query('ROLLBACK');
  }
});

type Values = readonly [string | null, number | null, string | null, unknown, unknown];

async function check(...values: Values): Promise<boolean | undefined> {
  const [type, version, aggregateType, data, eventMeta] = values;
  const { rows } = await client.query<{ kept: boolean }>(
    'SELECT contracts.check_event($1, $2, $3, $4, $5) AS kept',
    [type, version, aggregateType, asJson(data), asJson(eventMeta)],
  );
  return rows[0]?.kept;
}

async function violation(...values: Values): Promise<DatabaseError> {
  try {
    await check(...values);
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error('The event was accepted. It was expected to break its contract.');
}

/** All that a client or a log is shown of it. */
function wordsOf({ message, detail, hint, where, internalQuery }: DatabaseError): string {
  return [message, detail, hint, where, internalQuery].join('\n');
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

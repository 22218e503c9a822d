import { contractOf, registry } from '@a4c/contracts';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

const secret = 'S3CRET value';
const data = { ...contractOf(bootstrapType).examples[0] };
const metadata = { timestamp: '2026-01-02T03:04:05.678Z' };

test.each(registry.map((contract) => [contract.type, contract] as const))(
  'the examples of %s are taken',
  async (type, { version, aggregateType, examples }) => {
    const rows = examples.map((example) => ({
      event_type: type,
      event_version: version,
      aggregate_type: aggregateType,
      event_data: example,
    }));
    const results = await Promise.all(rows.map(async (row) => insert(row)));
    expect(results.map(({ rowCount }) => rowCount)).toEqual(rows.map(() => 1));
  },
);

const refusals: readonly [what: string, row: Readonly<Record<string, unknown>>, detail: string][] =
  [
    ['an unknown type', { event_type: 'organization.renamed' }, 'event_type: unknown_event_type'],
    ['an unknown version', { event_version: 2 }, 'event_version: unknown_event_version'],
    ['a negative version', { event_version: -1 }, 'event_version: unknown_event_version'],
    ['version 0', { event_version: 0 }, 'event_version: unknown_event_version'],
    ['another aggregate type', { aggregate_type: 'user' }, 'aggregate_type: one_of'],
    ['data that is no object', { event_data: secret }, 'event_data: type object'],
    ['JSON null for data', { event_data: null }, 'event_data: type object'],
    ['a missing key', { event_data: { ...data, name: undefined } }, 'event_data.name: required'],
    ['a wrong type', { event_data: { ...data, name: [secret] } }, 'event_data.name: type string'],
    ['a wrong pattern', { event_data: { ...data, slug: secret } }, 'event_data.slug: pattern'],
    ['no choice', { event_data: { ...data, tier: secret } }, 'event_data.tier: one_of'],
    ['an unknown key', { event_data: { ...data, [secret]: secret } }, 'event_data: unknown_key'],
    [
      'a wrong tag',
      { event_metadata: { ...metadata, tags: ['fine', secret] } },
      'event_metadata.tags[1]: pattern',
    ],
    [
      'metadata without timestamp',
      { event_metadata: { secret } },
      'event_metadata.timestamp: required',
    ],
    [
      'a wrong user',
      { event_metadata: { ...metadata, user_id: secret } },
      'event_metadata.user_id: format uuid',
    ],
  ];

describe.each(refusals)('%s is refused by path and rule', (_what, row, detail) => {
  test.each(['service', 'worker', 'owner', 'admin'] as const)(
    'by constraint, and without a value, for %s',
    async (role) => {
      const error = await refusalOf(insert(row, poolOf(role)));
      expect(error).toMatchObject({
        code: '23514',
        constraint: 'domain_events_contract',
        schema: 'public',
        table: 'domain_events',
        column: detail.slice(0, detail.search(/[.:[]/)),
        detail,
        hint: expect.any(String),
      });
      expect(textOf(error)).not.toContain('S3CRET');
    },
  );
});

describe.each([
  'event_type',
  'event_version',
  'aggregate_type',
  'aggregate_id',
  'event_data',
  'event_metadata',
  'id',
  'created_at',
])('without %s', (column) => {
  test('an event is refused like any other, and its row is shown to nobody', async () => {
    for (const role of ['service', 'owner', 'admin'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one role after the other
      const error = await refusalOf(
        insert(
          {
            [column]: sqlNull,
            ...(column !== 'event_metadata' && { event_metadata: { ...metadata, secret } }),
          },
          poolOf(role),
        ),
      );
      expect(error).toMatchObject({
        code: '23514',
        constraint: 'domain_events_contract',
        column,
        detail: `${column}: required`,
      });
      expect(textOf(error)).not.toContain('S3CRET');
    }
  });
});

test('one bad row of many keeps all of them out', async () => {
  const good = crypto.randomUUID();
  const statement = `
    INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
    SELECT t.id, 'user.created', 'user', gen_random_uuid(), t.data, '{"timestamp":"2026-01-02T03:04:05.678Z"}'
    FROM (VALUES ($1::uuid, '{"email":"a@b.example"}'::jsonb), (gen_random_uuid(), $2)) AS t (id, data)`;
  const error = await refusalOf(
    database.as('service').query(statement, [good, JSON.stringify({ email: secret })]),
  );
  expect(error).toMatchObject({ detail: 'event_data.email: format email' });
  const { rows } = await database.owner.query('SELECT FROM domain_events WHERE id = $1', [good]);
  expect(rows).toEqual([]);
});

test("the relay's write to metadata is held to the contract too", async () => {
  const event = await database.insert();
  for (const pool of [database.as('relay'), database.admin]) {
    // oxlint-disable-next-line no-await-in-loop -- one role after the other
    const error = await refusalOf(
      pool.query(
        `UPDATE domain_events SET event_metadata = event_metadata || jsonb_build_object('workflow_type', $2::text)
         WHERE id = $1`,
        [event.id, secret],
      ),
    );
    expect(error).toMatchObject({ code: '23514', detail: 'event_metadata.workflow_type: pattern' });
    expect(textOf(error)).not.toContain('S3CRET');
  }
});

test('names in a temporary schema do not stand in for those of the check', async () => {
  const { rows } = await database.owner.query<{ path: string[] | null }>(
    `SELECT proconfig AS path FROM pg_proc WHERE oid = 'contracts.check_event'::regproc`,
  );
  expect(only(rows).path).toEqual(['search_path=""']);
});

const sqlNull = Symbol('NULL');
const jsonColumns = new Set(['event_data', 'event_metadata']);

async function insert(row: Readonly<Record<string, unknown>>, pool: Pool = poolOf('service')) {
  const event: Record<string, unknown> = {
    event_type: bootstrapType,
    aggregate_type: 'organization',
    aggregate_id: crypto.randomUUID(),
    event_data: data,
    event_metadata: metadata,
    ...row,
  };
  const columns = Object.keys(event);
  return pool.query(
    `INSERT INTO domain_events (${columns.join(', ')})
     VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    columns.map((column) => {
      const value = event[column];
      if (value === sqlNull) return null;
      return jsonColumns.has(column) ? JSON.stringify(value) : value;
    }),
  );
}

function poolOf(role: 'service' | 'worker' | 'owner' | 'admin'): Pool {
  return role === 'owner' || role === 'admin' ? database[role] : database.as(role);
}

async function refusalOf(query: Promise<unknown>): Promise<unknown> {
  return query.then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

/** Everything that PostgreSQL and pg say about an error. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return JSON.stringify([error.message, error.stack, Object.entries(error)]);
}

import { eventMetadata, sqlNameOf } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { collectContracts } from '../collect/collect-contracts.ts';
import { everyShape } from '../parity/every-shape.ts';
import { printContractsSql } from './print-contracts-sql.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const printed = printContractsSql(collectContracts(everyShape, eventMetadata));
  for (const sql of Object.values(printed)) await client.query(sql);
  await client.query(`
    DO $do$ DECLARE all_rules record; BEGIN
      FOR all_rules IN SELECT * FROM pg_proc WHERE proname LIKE '%\\_\\_first\\_problem' LOOP
        EXECUTE format(
          'CREATE OR REPLACE FUNCTION contracts.%I(%s) RETURNS text LANGUAGE plpgsql IMMUTABLE
           AS $f$ BEGIN RAISE ''all rules were asked''; END $f$',
          all_rules.proname, pg_get_function_identity_arguments(all_rules.oid)
        );
      END LOOP;
    END $do$`);
});

afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test.each(everyShape.map((contract) => [contract.type, contract] as const))(
  'a quick look tells that the examples of %s are valid',
  async (type, { version, examples }) => {
    for (const example of examples) {
      expect(await problemOf(`${sqlNameOf(type)}_v${version}`, example)).toBeNull();
    }
  },
);

test.each([
  { timestamp: '2025-01-15T10:30:45.123Z' },
  { timestamp: '2025-01-15T10:30:45.123Z', tags: ['a', 'b'], retry_count: 2, own: { field: [1] } },
])('a quick look tells that metadata is valid: %j', async (metadata) => {
  expect(await problemOf('event_metadata_v1', metadata)).toBeNull();
});

test('what it does not find valid is left to the function that knows all rules', async () => {
  for (const metadata of [null, [], {}, { timestamp: 'x' }, { timestamp: 1 }]) {
    await expect(problemOf('event_metadata_v1', metadata)).rejects.toThrow('all rules were asked');
  }
});

test.each(['any_number', 'is_on', 'line', 'mixed', 'tier', 'huge'])(
  'a list of one valid value is none, though paths look into lists: %s',
  async (field) => {
    for (const example of everyShape.find(({ type }) => type === 'parity.scalars')?.examples ??
      []) {
      const list = { ...example, [field]: [Reflect.get(example, field) ?? null] };
      await expect(problemOf('parity__scalars_v1', list)).rejects.toThrow('all rules were asked');
    }
  },
);

async function problemOf(name: string, document: unknown): Promise<string | null | undefined> {
  const { rows } = await client.query<{ problem: string | null }>(
    `SELECT contracts.${name}($1::jsonb) AS problem`,
    [JSON.stringify(document)],
  );
  return rows[0]?.problem;
}

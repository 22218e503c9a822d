import { eventMetadata, issuesOf, registry, sqlNameOf } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContractsSql } from '../print-sql/print-contracts-sql.ts';
import { boundsOf } from './bounds-of.ts';
import { everyShape } from './every-shape.ts';
import { printJsonText, toJsonText } from './json-text.ts';
import { mutateJson } from './mutate-json.ts';
import { createRandom } from './random.ts';

const mutationsEach = 4000;
const uuid = '123e4567-e89b-42d3-a456-426614174000';

/** Every field of the reference, and the least that an emitter says. */
const metadataExamples = [
  {
    timestamp: '2025-01-15T10:30:45.123Z',
    tags: ['production', 'priority-high'],
    source: 'worker',
    user_id: uuid,
    correlation_id: 'request-1',
    workflow_id: 'org-bootstrap-1',
    workflow_run_id: uuid,
    workflow_type: 'organizationBootstrapWorkflow',
    activity_id: 'createOrganizationActivity',
    parent_workflow_id: 'org-bootstrap-0',
    parent_workflow_run_id: uuid,
    parent_workflow_type: 'organizationBootstrapWorkflow',
    processing_error: 'none',
    retry_count: 2,
    custom: { nested: [1, { deep: 'x' }] },
  },
  { timestamp: '2024-02-29T00:00:00.000Z' },
];

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test('the database accepts what parseEvent accepts, and names a rule that it names', async () => {
  await applyContracts(registry);
  expect(await disagreements(registry)).toEqual([]);
});

test('every construct that the compiler carries means the same in SQL', async () => {
  await applyContracts(everyShape);
  expect(await disagreements(everyShape)).toEqual([]);
});

test('event_metadata means the same in SQL, custom fields included', async () => {
  await applyContracts(registry);
  const { metadata } = collectContracts(registry, eventMetadata);
  const documents = mutationsOf(metadataExamples, boundsOf(metadata));
  const found = await compare('event_metadata', 'event_metadata_v1', eventMetadata, documents);
  expect(found).toEqual([]);
});

type Contracts = Parameters<typeof collectContracts>[0];

async function applyContracts(contracts: Contracts): Promise<void> {
  const printed = printContractsSql(collectContracts(contracts, eventMetadata));
  for (const sql of Object.values(printed)) await client.query(sql);
}

async function disagreements(contracts: Contracts): Promise<string[]> {
  const { events } = collectContracts(contracts, eventMetadata);
  const found: string[] = [];
  for (const [index, { type, version, data, examples }] of contracts.entries()) {
    const documents = mutationsOf(examples, boundsOf(events[index]?.data ?? { kind: 'boolean' }));
    const name = `${sqlNameOf(type)}_v${version}`;
    found.push(...(await compare('event_data', name, data, documents)));
  }
  return found;
}

/** The examples as they are, then broken in ways that are the same in every run. */
function mutationsOf(examples: readonly unknown[], bounds: readonly number[]): string[] {
  const random = createRandom(20_250_115);
  const sources = examples.map((example) => toJsonText(example));
  const mutated = Array.from({ length: mutationsEach }, () =>
    mutateJson(random.pick(sources), bounds, random),
  );
  return [...sources, ...mutated].map((json) => printJsonText(json));
}

/** @returns one line for each document that zod and SQL judge differently, examples included. */
async function compare(
  column: string,
  functionName: string,
  schema: z.ZodObject,
  documents: readonly string[],
): Promise<string[]> {
  const verdicts = await checkInSql(functionName, documents);
  const accepted = verdicts.filter((problem) => problem === null).length;
  // A comparison in which nothing passes, or nothing fails, would compare nothing.
  expect(accepted).toBeGreaterThan(documents.length / 100);
  expect(accepted).toBeLessThan(documents.length * 0.9);
  return documents.flatMap((document, index) => {
    const value: unknown = JSON.parse(document);
    const issues = issuesOf(column, value, schema.safeParse(value)).map(
      ({ path, rule }) => `${path}: ${rule}`,
    );
    const problem = verdicts[index] ?? null;
    const agrees =
      problem === null
        ? issues.length === 0
        : problem === unstorable
          ? issues.length > 0
          : issues.some((issue) => isSame(problem, issue));
    return agrees
      ? []
      : [`${document} zod: ${issues.join('; ') || 'valid'} SQL: ${problem ?? 'valid'}`];
  });
}

/** Where every alternative is broken, the database does not say which came closest. */
function isSame(problem: string, issue: string): boolean {
  const [path = '', rule] = problem.split(/: (?=[a-z_ 0-9]+$)/);
  return problem === issue || (rule === 'invalid_union' && issue.startsWith(path));
}

const unstorable = 'jsonb cannot hold it';

async function checkInSql(
  functionName: string,
  documents: readonly string[],
): Promise<(string | null)[]> {
  const { rows } = await client.query<{ problem: string | null }>(
    `SELECT CASE WHEN pg_input_is_valid(document, 'jsonb')
       THEN contracts.${functionName}(document::jsonb) ELSE $2 END AS problem
     FROM unnest($1::text[]) WITH ORDINALITY AS given (document, place) ORDER BY place`,
    [documents, unstorable],
  );
  return rows.map(({ problem }) => problem);
}

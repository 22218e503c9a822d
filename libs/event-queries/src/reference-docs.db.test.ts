import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { createTestDatabase, type DatabaseRole, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { arrangeEvents } from './testing/arrange-events.ts';
import { readCodeBlocks, statementsOf } from './testing/read-blocks.ts';

const folder = join(import.meta.dirname, '../../../docs/reference');
const files = ['queries.md', 'event-metadata.md', 'database.md'];

/** Statements that find nothing, and should, among the arranged events. */
const findsNothing = /HAVING count\(DISTINCT|FROM workflow_requeue\nWHERE/;

let database: TestDatabase;

/** What the ids in the documents stand for. */
beforeAll(async () => {
  database = await createTestDatabase();
  await using arrange = arrangeEvents(database);
  const type = 'organization.bootstrap_initiated';
  const metadata = {
    tags: ['production', 'ui-triggered'],
    user_id: '123e4567-e89b-12d3-a456-426614174000',
    correlation_id: 'trace-abc123',
  };
  const runId = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
  const aggregateId = '550e8400-e29b-41d4-a716-446655440000';
  const trigger = await arrange.start(await arrange.insert({ type, aggregateId, metadata }), {
    runId,
  });
  const { workflow_id, workflow_run_id, workflow_type } = trigger.event_metadata;
  await arrange.insert({
    type: 'organization.created',
    aggregateId,
    metadata: {
      workflow_id,
      workflow_run_id,
      workflow_type,
      activity_id: 'createOrganizationActivity',
      experiment_variant: 'new-ui',
      feature_flags: ['dark-mode'],
    },
  });
  await arrange.runWorkflow(['organization.bootstrap_failed']);
  const id = '0199d3c5-6f2b-4e0a-9c51-8d7f3a2b1c40';
  const givenUp = await arrange.insert({
    type,
    id,
    metadata: { workflow_id: 'parent-1', workflow_type: 'parentWorkflow' },
  });
  await arrange.deadLetter(givenUp, 'The input is too large.');
  await arrange.insert({ type: 'user.created', createdAt: '2020-01-02T03:04:05.678Z' });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

describe.each(files)('%s', (file) => {
  const blocks = readCodeBlocks(join(folder, file), 'sql').map((sql, index) => ({ index, sql }));

  test.each(blocks)('the role that block $index names may run it', async ({ sql }) => {
    const client = new Client({ connectionString: urlOf(sql) });
    await client.connect();
    const idle: string[] = [];
    try {
      await client.query('BEGIN');
      for (const statement of statementsOf(sql)) {
        const { command, rowCount } = await client.query(statement);
        if (rowCount === 0 || (rowCount === null && command !== 'CREATE')) idle.push(statement);
      }
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
    expect(idle.filter((statement) => !findsNothing.test(statement))).toEqual([]);
  });
});

test('there are blocks to run', () => {
  const counts = files.map((file) => readCodeBlocks(join(folder, file), 'sql').length);
  expect(Math.min(...counts)).toBeGreaterThan(4);
});

test('the TypeScript of queries.md runs from top to bottom', async () => {
  const [setUp = '', ...uses] = readCodeBlocks(join(folder, 'queries.md'), 'ts');
  expect(uses.length).toBeGreaterThan(8);
  const program = [setUp, ...uses.map((use) => `{\n${use}}\n`), 'await pool.end();\n'].join('');
  const { code, output } = await runModule(program);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('The input is too large.');
  expect(output).toContain("2 [ 'organization.bootstrap_initiated', 'organization.created' ]");
});

/** A block that is not for everybody says so in its first line. */
function urlOf(block: string): string {
  if (block.startsWith('-- as the owner\n')) return database.ownerUrl;
  const role = /^-- as a4c_(\w+)\n/.exec(block)?.[1] ?? 'reader';
  return database.urlFor(isRole(role) ? role : 'reader');
}

function isRole(name: string): name is DatabaseRole {
  return ['edge', 'service', 'worker', 'relay', 'operator', 'reader'].includes(name);
}

/** Runs a module as if it lay in this package, as the reader. */
async function runModule(source: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: database.urlFor('reader') },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(source);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.on('close', resolve);
  return { code: await promise, output };
}

import { join } from 'node:path';

import type { StoredEvent } from '@a4c/contracts';
import { createTestDatabase, type DatabaseRole, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { arrangeEvents } from './testing/arrange-events.ts';
import { readFixture, type SqlBlock } from './testing/read-blocks.ts';

/** The statements of the guide and of the metadata reference as users know them, word for word. */
const fixtures = join(import.meta.dirname, '../fixtures');
const guide = readFixture(join(fixtures, 'triggering-workflows.sql'));
const reference = readFixture(join(fixtures, 'event-metadata-schema.sql'));

/** Rows that each block finds among the arranged events, statement by statement. */
const expectedRows: Record<string, number[]> = {
  'status of an event': [1],
  'events with errors': [1],
  'unprocessed events of a type': [2],
  'all unprocessed events': [2],
  'all events with errors': [1],
  'by workflow': [3],
  'by run': [2],
  'by workflow type': [4],
  'by activity': [2],
  'by tags': [4],
  'by user': [3],
  'by correlation id': [2],
  'errors in the metadata': [1],
  'many retries': [1],
  'by custom field': [1, 1],
  'fast queries': [3, 2, 2],
  'errors and retries': [1],
  'timeline of a workflow': [3],
  'activity of a user': [3],
  'tagged events': [4],
  'trace of a request': [2],
};
/** The same in the text, but not what they say in this system; each has a test of its own below. */
const exceptions = [
  'trigger is enabled',
  'duplicate workflow ids',
  'retention',
  'workflow indexes',
  'unprocessed events',
];

const workflow = {
  workflow_id: 'org-bootstrap-abc123',
  workflow_type: 'organizationBootstrapWorkflow',
  activity_id: 'createOrganizationActivity',
};
const runId = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const user_id = '123e4567-e89b-12d3-a456-426614174000';
const tags = ['production', 'ui-triggered'];

let database: TestDatabase;
let attached: StoredEvent[];
let user: StoredEvent;

beforeAll(async () => {
  database = await createTestDatabase();
  await using arrange = arrangeEvents(database);
  const { insert } = arrange;
  await insert({
    type: 'organization.created',
    metadata: {
      ...workflow,
      workflow_run_id: runId,
      user_id,
      correlation_id: 'trace-abc123',
      tags,
    },
  });
  await insert({
    type: 'organization.created',
    metadata: { ...workflow, workflow_run_id: runId, experiment_variant: 'new-ui' },
  });
  // A later run of the same workflow, from another activity.
  user = await insert({
    type: 'user.created',
    metadata: {
      workflow_id: workflow.workflow_id,
      workflow_run_id: crypto.randomUUID(),
      activity_id: 'createUserActivity',
      correlation_id: 'trace-abc123',
      feature_flags: ['dark-mode', 'new-dashboard'],
      tags: ['production'],
    },
  });
  const type = 'organization.bootstrap_initiated';
  const first = await insert({ type, metadata: { user_id, tags } });
  const second = await insert({ type, aggregateId: first.aggregate_id, metadata: { tags } });
  attached = [await arrange.start(first), await arrange.start(second, { attached: true })];
  await insert({ type, metadata: { user_id, tags } });
  let failing = await insert({ type });
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    failing = await arrange.failStart(failing, 'Temporal server unavailable');
  }
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

test('every documented block is run, or is one of the exceptions', () => {
  const names = [...guide, ...reference].map(({ name }) => name);
  expect([...Object.keys(expectedRows), ...exceptions].toSorted()).toEqual(names.toSorted());
});

describe('runs as documented:', () => {
  const blocks = [...guide, ...reference].filter(({ name }) => !exceptions.includes(name));
  test.each(blocks)('$name', async ({ name, statements }) => {
    await using reader = await connectAs('reader');
    const found: number[] = [];
    for (const statement of statements) {
      const { rows } = await reader.query(statement.replace('event-uuid', attached[0]?.id ?? ''));
      found.push(rows.length);
    }
    expect(found).toEqual(expectedRows[name]);
  });
});

describe('exceptions', () => {
  test('the trigger of the guide, one per type, is queue_workflow_starts for all types', async () => {
    const statement = onlyStatement(guide, 'trigger is enabled');
    await using reader = await connectAs('reader');
    expect((await reader.query(statement)).rows).toEqual([]);
    const { rows } = await reader.query(
      statement.replace('process_organization_bootstrap_initiated', 'queue_workflow_starts'),
    );
    expect(rows).toEqual([{ tgname: 'queue_workflow_starts', tgenabled: 'O' }]);
  });

  test('the query for duplicates also lists events that attached to a workflow, or still wait', async () => {
    await using reader = await connectAs('reader');
    const { rows } = await reader.query(onlyStatement(guide, 'duplicate workflow ids'));
    const [event] = attached;
    expect(rows).toEqual([
      { workflow_id: event?.event_metadata.workflow_id, count: '2' },
      { workflow_id: null, count: '2' },
    ]);
    const attempts = await reader.query(
      `SELECT event_id FROM workflow_attempt WHERE outcome = 'attached'`,
    );
    expect(attempts.rows).toEqual([{ event_id: attached[1]?.id }]);
  });

  test('the query for unprocessed events by workflow_id lists events that start nothing', async () => {
    await using arrange = arrangeEvents(database);
    const startsNothing = await arrange.insert({ type: 'user.created' });
    await using reader = await connectAs('reader');
    const { rows: documented } = await reader.query<{ id: string }>(
      onlyStatement(reference, 'unprocessed events'),
    );
    expect(documented.map(({ id }) => id)).toContain(startsNothing.id);
    const { rows: instead } = await reader.query<{ id: string }>(
      onlyStatement(guide, 'all unprocessed events'),
    );
    expect(instead.map(({ id }) => id)).not.toContain(startsNothing.id);
  });

  test('the retention DELETE is refused; remove_events_before removes what it would have', async () => {
    const statement = onlyStatement(guide, 'retention');
    await using arrange = arrangeEvents(database);
    const type = 'organization.bootstrap_initiated';
    const createdAt = '2020-01-02T03:04:05.678Z';
    const old = await arrange.insert({ type: 'user.created', createdAt });
    const oldAndWaiting = await arrange.insert({ type, createdAt });
    await using owner = await connectTo(database.ownerUrl);
    await expect(owner.query(statement)).rejects.toMatchObject({
      code: '55000',
      hint: 'For retention call remove_events_before(before, max_rows).',
    });
    await using service = await connectAs('service');
    await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });

    await using operator = await connectAs('operator');
    const { rows } = await operator.query(
      `SELECT remove_events_before(now() - interval '2 years') AS removed`,
    );
    expect(rows).toEqual([{ removed: '1' }]);
    const left = await operator.query('SELECT id FROM domain_events WHERE id = ANY ($1)', [
      [old.id, oldAndWaiting.id, user.id],
    ]);
    expect(left.rows).toHaveLength(2);
  });

  test('the four documented indexes exist as their statements would make them', async () => {
    const { statements } = blockOf(reference, 'workflow indexes');
    const names = statements.map((statement) => /CREATE INDEX (\w+)/.exec(statement)?.[1]);
    expect(names).toHaveLength(4);
    await using owner = await connectTo(database.ownerUrl);
    const definitions = async () =>
      (
        await owner.query<{ indexdef: string }>(
          'SELECT indexdef FROM pg_indexes WHERE indexname = ANY ($1) ORDER BY indexname',
          [names],
        )
      ).rows;
    const existing = await definitions();
    await owner.query('BEGIN');
    await owner.query(`DROP INDEX ${names.join(', ')}`);
    expect(await definitions()).toEqual([]);
    for (const statement of statements) await owner.query(statement);
    expect(await definitions()).toEqual(existing);
    await owner.query('ROLLBACK');
  });
});

test('the documented reset of two columns queues an event again', async () => {
  await using arrange = arrangeEvents(database);
  const event = await arrange.start(
    await arrange.insert({ type: 'organization.bootstrap_initiated' }),
  );
  await using operator = await connectAs('operator');
  await operator.query(
    'UPDATE domain_events SET processed_at = NULL, retry_count = 0 WHERE id = $1',
    [event.id],
  );
  const { rows } = await operator.query('SELECT status FROM event_status($1)', [event.id]);
  expect(rows).toEqual([{ status: 'queued' }]);
});

function blockOf(blocks: readonly SqlBlock[], name: string): SqlBlock {
  const block = blocks.find((candidate) => candidate.name === name);
  if (block === undefined) throw new Error(`The fixture has no block "${name}".`);
  return block;
}

function onlyStatement(blocks: readonly SqlBlock[], name: string): string {
  const [statement = '', ...more] = blockOf(blocks, name).statements;
  expect(more).toEqual([]);
  return statement;
}

function connectAs(role: DatabaseRole): Promise<Client & AsyncDisposable> {
  return connectTo(database.urlFor(role));
}

async function connectTo(connectionString: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.end() });
}

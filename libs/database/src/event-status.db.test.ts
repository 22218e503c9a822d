import type { StoredEvent } from '@a4c/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

/** The event that the contract names as the workflow's outcome, as an activity emits it. */
const end = async (event: StoredEvent, outcome: 'completed' | 'failed') =>
  database.insert({
    type: outcome === 'completed' ? 'organization.created' : 'organization.bootstrap_failed',
    aggregateId: event.aggregate_id,
    metadata: {
      workflow_id: `org-bootstrap-${event.aggregate_id}`,
      workflow_type: 'organizationBootstrapWorkflow',
    },
  });

const discard = async (event: StoredEvent) =>
  database.as('operator').query(
    `UPDATE dead_letter SET resolved_at = clock_timestamp(), resolution = 'discarded'
     WHERE event_id = $1`,
    [event.id],
  );

test.each<[status: string, arrange: (event: StoredEvent) => Promise<unknown>]>([
  ['queued', async () => undefined],
  ['retrying', async (event) => database.failStart(event)],
  ['started', async (event) => database.start(event)],
  ['started', async (event) => database.start(event, 'attached')],
  ['dead_lettered', async (event) => database.giveUp(event)],
])('is %s', async (status, arrange) => {
  const event = await database.insert();
  await arrange(event);
  expect(await database.statusOf(event.id)).toBe(status);
});

test('is starts_nothing for a type without a route, and no row for an unknown id', async () => {
  const event = await database.insert({ type: 'user.created' });
  expect(await database.statusOf(event.id)).toBe('starts_nothing');
  const { rows } = await database
    .as('reader')
    .query('SELECT FROM event_status($1)', [crypto.randomUUID()]);
  expect(rows).toEqual([]);
});

test('tells the event, the workflow and who emitted it', async () => {
  const user_id = crypto.randomUUID();
  const event = await database.insert({ metadata: { user_id } });
  await database.failStart(event, 'Temporal is away');
  await database.start(event);
  const stored = await database.find(event.id);
  const { rows } = await database.as('edge').query('SELECT * FROM event_status($1)', [event.id]);
  expect(rows).toEqual([
    {
      event_id: event.id,
      event_type: bootstrapType,
      aggregate_type: 'organization',
      aggregate_id: event.aggregate_id,
      status: 'started',
      workflow_id: `org-bootstrap-${event.aggregate_id}`,
      workflow_run_id: stored.event_metadata.workflow_run_id,
      workflow_type: 'organizationBootstrapWorkflow',
      created_at: event.created_at,
      processed_at: stored.processed_at,
      processing_error: null,
      retry_count: 1,
      emitted_by: user_id,
    },
  ]);
});

describe.each(['completed', 'failed'] as const)('of a workflow that %s', (outcome) => {
  test('is that, once its outcome event is there', async () => {
    const event = await database.insert();
    await database.start(event);
    await end(event, outcome);
    expect(await database.statusOf(event.id)).toBe(outcome);
  });

  test('is that for every event that attached to it, before or after the end', async () => {
    const first = await database.insert();
    await database.start(first);
    const during = await database.insert({ aggregateId: first.aggregate_id });
    await database.start(during, 'attached');
    await end(first, outcome);
    const afterwards = await database.insert({ aggregateId: first.aggregate_id });
    expect(await database.statusOf(afterwards.id)).toBe('queued');
    await database.start(afterwards, 'attached');
    for (const { id } of [first, during, afterwards]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other reads better in a failure
      expect(await database.statusOf(id)).toBe(outcome);
    }
  });

  test('is not that for the events of another aggregate', async () => {
    const [event, other] = [await database.insert(), await database.insert()];
    await database.start(event);
    await database.start(other);
    await end(other, outcome);
    expect(await database.statusOf(event.id)).toBe('started');
  });
});

describe('after a reprocessing', () => {
  test('the outcome of the earlier run no longer counts, the one of the new run does', async () => {
    const event = await database.insert();
    await database.start(event);
    await end(event, 'failed');
    await database.reprocess([event.id]);
    expect(await database.statusOf(event.id)).toBe('queued');
    await database.failStart(event);
    expect(await database.statusOf(event.id)).toBe('retrying');
    await database.start(event);
    expect(await database.statusOf(event.id)).toBe('started');
    await end(event, 'completed');
    expect(await database.statusOf(event.id)).toBe('completed');
  });

  test('that was attached to the run that was there, its outcome counts on', async () => {
    const event = await database.insert();
    await database.start(event);
    await end(event, 'completed');
    await database.reprocess([event.id]);
    await database.start(event, 'attached');
    expect(await database.statusOf(event.id)).toBe('completed');
  });

  test('by one event, all that share its workflow follow the new run', async () => {
    const first = await database.insert();
    await database.start(first);
    const second = await database.insert({ aggregateId: first.aggregate_id });
    await database.start(second, 'attached');
    await end(first, 'failed');
    await database.reprocess([second.id]);
    expect(await database.statusOf(first.id)).toBe('failed');
    await database.start(second);
    expect(await database.statusOf(first.id)).toBe('started');
    expect(await database.statusOf(second.id)).toBe('started');
    await end(first, 'completed');
    expect(await database.statusOf(first.id)).toBe('completed');
    expect(await database.statusOf(second.id)).toBe('completed');
  });

  test('an outcome that was emitted while it waited belongs to the earlier run', async () => {
    const event = await database.insert();
    await database.start(event);
    await database.reprocess([event.id]);
    await end(event, 'failed');
    await database.start(event, 'attached');
    expect(await database.statusOf(event.id)).toBe('failed');
  });

  test.each([
    ['open', async () => undefined],
    ['discarded', discard],
  ] as const)(
    'of a dead letter that was %s, it is queued, and can be given up again',
    async (_resolution, resolve) => {
      const event = await database.insert();
      await database.giveUp(event);
      await resolve(event);
      expect(await database.statusOf(event.id)).toBe('dead_lettered');
      await database.reprocess([event.id]);
      expect(await database.statusOf(event.id)).toBe('queued');
      await database.failStart(event);
      expect(await database.statusOf(event.id)).toBe('retrying');
      await database.giveUp(event);
      expect(await database.statusOf(event.id)).toBe('dead_lettered');
      await database.reprocess([event.id]);
      await database.start(event);
      expect(await database.statusOf(event.id)).toBe('started');
    },
  );
});

describe('with routes that change', () => {
  test('an older event of a type that got its route later still starts nothing', async () => {
    const event = await database.insert({ type: 'user.created' });
    const status = await using(database.owner, async (owner) => {
      await owner.query('BEGIN');
      await owner.query(
        `INSERT INTO workflow_route (event_type, workflow_type, workflow_id_template, task_queue)
         VALUES ('user.created', 'userWorkflow', '{event_id}', 'users')`,
      );
      const { rows } = await owner.query<{ status: string }>(
        'SELECT status FROM event_status($1)',
        [event.id],
      );
      await owner.query('ROLLBACK');
      return only(rows).status;
    });
    expect(status).toBe('starts_nothing');
  });

  test('an event that an activity emitted is not taken for one that started its workflow', async () => {
    const event = await database.insert();
    await database.start(event);
    const emitted = await end(event, 'completed');
    expect(await database.statusOf(emitted.id)).toBe('starts_nothing');
  });

  test('a route without outcomes leaves its events started', async () => {
    const event = await database.insert();
    await database.start(event);
    await end(event, 'completed');
    const status = await using(database.owner, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('UPDATE workflow_route SET completed_by = NULL, failed_by = NULL');
      const { rows } = await owner.query<{ status: string }>(
        'SELECT status FROM event_status($1)',
        [event.id],
      );
      await owner.query('ROLLBACK');
      return only(rows).status;
    });
    expect(status).toBe('started');
  });
});

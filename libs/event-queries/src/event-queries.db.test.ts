import type { StoredEvent } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  createEventQueries,
  type EventPage,
  type EventQueries,
  type PageOptions,
} from './index.ts';
import { arrangeEvents } from './testing/arrange-events.ts';

const bootstrapType = 'organization.bootstrap_initiated';
const bootstrapSteps = [
  'user.created',
  'organization.owner_assigned',
  'organization.welcome_email_sent',
] as const;

let database: TestDatabase;
let pool: Pool;
let queries: EventQueries;
let arrange: ReturnType<typeof arrangeEvents>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.urlFor('reader') });
  queries = createEventQueries({ pool });
  arrange = arrangeEvents(database);
});

afterAll(async () => {
  await arrange[Symbol.asyncDispose]();
  await pool.end();
  await database[Symbol.asyncDispose]();
});

describe('status', () => {
  test('follows an event from the queue to its outcome', async () => {
    const queued = await arrange.insert({ type: bootstrapType });
    expect(await queries.findEventStatus(queued.id)).toMatchObject({
      event_id: queued.id,
      status: 'queued',
      workflow_id: null,
      processed_at: null,
      retry_count: 0,
    });
    const retried = await arrange.failStart(queued, 'Temporal server unavailable');
    expect(await queries.findEventStatus(queued.id)).toMatchObject({
      status: 'retrying',
      processing_error: 'Temporal server unavailable',
      retry_count: 1,
    });
    const started = await arrange.start(retried);
    expect(await queries.findEventStatus(queued.id)).toMatchObject({
      status: 'started',
      workflow_id: `org-bootstrap-${queued.aggregate_id}`,
      processed_at: started.processed_at,
      processing_error: null,
    });
    await arrange.insert({
      type: 'organization.created',
      aggregateId: queued.aggregate_id,
      metadata: { workflow_id: started.event_metadata.workflow_id },
    });
    expect(await queries.findEventStatus(queued.id)).toMatchObject({ status: 'completed' });
  });

  test('of an event that starts nothing, of one that was given up, and of an unknown one', async () => {
    const user = await arrange.insert({ type: 'user.created' });
    const tooLarge = await arrange.deadLetter(
      await arrange.insert({ type: bootstrapType }),
      'The input is too large.',
    );
    expect(await queries.findEventStatus(user.id)).toMatchObject({ status: 'starts_nothing' });
    expect(await queries.findEventStatus(tooLarge.id)).toMatchObject({ status: 'dead_lettered' });
    expect(await queries.findEventStatus(crypto.randomUUID())).toBeUndefined();
  });
});

describe('event to workflow', () => {
  test('finds the workflow that an event started and the one that emitted it', async () => {
    const [trigger, emitted] = await arrange.runWorkflow(['user.created']);
    const workflow = {
      workflow_id: `org-bootstrap-${trigger.aggregate_id}`,
      workflow_run_id: trigger.event_metadata.workflow_run_id,
      workflow_type: 'organizationBootstrapWorkflow',
    };
    expect(await queries.findWorkflowForEvent(trigger.id)).toEqual(workflow);
    expect(await queries.findWorkflowForEvent(emitted?.id ?? '')).toEqual(workflow);
  });

  test('finds none for an event that waits, and none for an unknown one', async () => {
    const waiting = await arrange.insert({ type: bootstrapType });
    expect(await queries.findWorkflowForEvent(waiting.id)).toBeUndefined();
    expect(await queries.findWorkflowForEvent(crypto.randomUUID())).toBeUndefined();
  });
});

describe('workflow to events', () => {
  test('gives the events in order, with their number and whole rows', async () => {
    const run = await arrange.runWorkflow(bootstrapSteps);
    const workflowId = run[0].event_metadata.workflow_id ?? '';
    expect(await queries.getEventsForWorkflow(workflowId)).toEqual({
      total_count: 4,
      events: run,
      next_cursor: null,
    });
  });

  test('counts all events, whatever the page', async () => {
    const run = await arrange.runWorkflow(bootstrapSteps);
    const workflowId = run[0].event_metadata.workflow_id ?? '';
    const first = await queries.getEventsForWorkflow(workflowId, { limit: 3 });
    expect([first.total_count, idsOf(first)]).toEqual([4, idsOf({ events: run.slice(0, 3) })]);
    const second = await queries.getEventsForWorkflow(workflowId, {
      limit: 3,
      cursor: first.next_cursor,
    });
    expect([second.total_count, idsOf(second)]).toEqual([4, idsOf({ events: run.slice(3) })]);
  });

  test('an unknown workflow has no events', async () => {
    const none = { total_count: 0, events: [], next_cursor: null };
    expect(await queries.getEventsForWorkflow('org-bootstrap-unknown')).toEqual(none);
  });

  test('narrows to a type, to a run, and to an activity', async () => {
    const run = await arrange.runWorkflow(bootstrapSteps);
    const { workflow_id = '', workflow_run_id = '' } = run[0].event_metadata;
    const ofType = await queries.listWorkflowEventsOfType(workflow_id, 'user.created');
    expect(ofType.events).toEqual([run[1]]);
    const ofRun = await queries.listEventsForRun(workflow_run_id);
    expect(ofRun.events).toEqual(run);
    const ofActivity = await queries.listEventsForActivity('welcomeEmailSentActivity', {
      limit: 1,
    });
    expect(ofActivity.events).toEqual([run[3]]);
  });
});

describe('by what the emitter said', () => {
  test('by user, newest first', async () => {
    const user_id = crypto.randomUUID();
    const run = await arrange.runWorkflow(bootstrapSteps, { user_id });
    expect(await queries.listEventsForUser(user_id)).toEqual(page(run.toReversed()));
  });

  test('by correlation id, oldest first', async () => {
    const correlation_id = `trace-${crypto.randomUUID()}`;
    const run = await arrange.runWorkflow(bootstrapSteps, { correlation_id });
    expect(await queries.listEventsWithCorrelationId(correlation_id)).toEqual(page(run));
  });

  test('by tags: an event must carry all of them', async () => {
    const both = await arrange.insert({
      type: 'user.created',
      metadata: { tags: ['a', 'b', 'c'] },
    });
    const one = await arrange.insert({ type: 'user.created', metadata: { tags: ['a'] } });
    expect(await queries.listEventsWithTags(['a', 'b'])).toEqual(page([both]));
    expect(await queries.listEventsWithTags(['a'])).toEqual(page([one, both]));
    expect(await queries.listEventsWithTags(['a', 'd'])).toEqual(page([]));
  });

  test('by custom field: text, number, boolean, and an element of an array', async () => {
    const event = await arrange.insert({
      type: 'user.created',
      metadata: {
        experiment_variant: 'new-ui',
        feature_flags: ['dark-mode', 'new-dashboard'],
        weight: 3,
        beta: false,
      },
    });
    const found = page([event]);
    expect(await queries.listEventsWithField('experiment_variant', 'new-ui')).toEqual(found);
    expect(await queries.listEventsWithField('feature_flags', 'dark-mode')).toEqual(found);
    expect(await queries.listEventsWithField('weight', 3)).toEqual(found);
    expect(await queries.listEventsWithField('beta', false)).toEqual(found);
    expect(await queries.listEventsWithField('weight', '3')).toEqual(page([]));
  });

  test('by aggregate, oldest first', async () => {
    const run = await arrange.runWorkflow(bootstrapSteps);
    expect(await queries.listEventsForAggregate(run[0].aggregate_id)).toEqual(page(run));
  });
});

describe('what needs attention', () => {
  test('unprocessed events are those that wait or were given up, not those that start nothing', async () => {
    const waiting = await arrange.insert({ type: bootstrapType });
    const givenUp = await arrange.deadLetter(
      await arrange.insert({ type: bootstrapType }),
      'The input is too large.',
    );
    await arrange.runWorkflow(['user.created']);
    const { events } = await queries.listUnprocessedEvents();
    expect(events.slice(0, 2)).toEqual([givenUp, waiting]);
    expect(events.every((event) => event.processed_at === null)).toBe(true);
  });

  test('an error is listed until the workflow has been started', async () => {
    const failing = await arrange.failStart(
      await arrange.insert({ type: bootstrapType }),
      'Temporal server unavailable',
    );
    expect((await queries.listEventsWithErrors()).events[0]).toEqual(failing);
    await arrange.start(failing);
    expect(idsOf(await queries.listEventsWithErrors())).not.toContain(failing.id);
  });

  test('failed workflows are listed by the events that started them, each once', async () => {
    const failed = await arrange.runWorkflow(['organization.bootstrap_failed']);
    await arrange.runWorkflow(['user.created', 'organization.created']);
    const twice = await arrange.runWorkflow([
      'organization.bootstrap_failed',
      'organization.bootstrap_failed',
    ]);
    const recovered = await arrange.runWorkflow([
      'organization.bootstrap_failed',
      'organization.created',
    ]);
    expect(await queries.listFailedWorkflows()).toEqual(page([twice[0], failed[0]]));
    for (const run of [failed, twice, recovered]) {
      const status = await queries.findEventStatus(run[0].id);
      expect(status?.status).toBe(run === recovered ? 'completed' : 'failed');
    }
    const first = await queries.listFailedWorkflows({ limit: 1 });
    expect(first.events).toEqual([twice[0]]);
    const second = await queries.listFailedWorkflows({ limit: 1, cursor: first.next_cursor });
    expect(second).toEqual(page([failed[0]]));
  });
});

describe('lineage', () => {
  test('leads from an aggregate to its event, its workflow and the events of both', async () => {
    const run = await arrange.runWorkflow(bootstrapSteps);
    const { aggregate_id, event_metadata } = run[0];
    const { workflow_id, workflow_run_id } = event_metadata;
    const user = await arrange.insert({
      type: 'user.created',
      metadata: { workflow_id, workflow_run_id },
    });
    const later = await arrange.insert({
      type: 'organization.owner_assigned',
      aggregateId: aggregate_id,
    });
    expect(await queries.traceWorkflowLineage(aggregate_id)).toEqual({
      bootstrap_event: run[0],
      workflow_id,
      workflow_run_id,
      events: [...run, user, later],
      total_count: 6,
      error_count: 0,
      next_cursor: null,
    });
  });

  test('counts starts that failed and the declared failure of the workflow', async () => {
    const [trigger] = await arrange.runWorkflow(['organization.bootstrap_failed']);
    const second = await arrange.insert({
      type: bootstrapType,
      aggregateId: trigger.aggregate_id,
    });
    await arrange.failStart(second, 'Temporal server unavailable');
    const lineage = await queries.traceWorkflowLineage(trigger.aggregate_id, { limit: 1 });
    expect(lineage).toMatchObject({ error_count: 2, total_count: 3, bootstrap_event: trigger });
    expect(lineage.events).toEqual([trigger]);
  });

  test('prefers the event that started the workflow to an earlier one that did not', async () => {
    const givenUp = await arrange.deadLetter(
      await arrange.insert({ type: bootstrapType }),
      'The input is too large.',
    );
    const { aggregate_id } = givenUp;
    const waiting = await queries.traceWorkflowLineage(aggregate_id);
    expect(waiting).toMatchObject({
      bootstrap_event: givenUp,
      workflow_id: null,
      workflow_run_id: null,
      error_count: 1,
    });
    const second = await arrange.start(
      await arrange.insert({ type: bootstrapType, aggregateId: aggregate_id }),
    );
    const started = await queries.traceWorkflowLineage(aggregate_id);
    expect(started.bootstrap_event).toEqual(second);
    expect(started.events).toEqual([givenUp, second]);
  });

  test('does not take the workflow that emitted the event for the one that it will start', async () => {
    const waiting = await arrange.insert({
      type: bootstrapType,
      metadata: { workflow_id: 'parent-1', workflow_type: 'parentWorkflow' },
    });
    const lineage = await queries.traceWorkflowLineage(waiting.aggregate_id);
    expect(lineage).toMatchObject({ bootstrap_event: waiting, workflow_id: null });
  });

  test('an aggregate without a workflow has none', async () => {
    const user = await arrange.insert({ type: 'user.created' });
    await expect(queries.traceWorkflowLineage(user.aggregate_id)).rejects.toMatchObject({
      code: 'lineage_not_found',
      aggregateId: user.aggregate_id,
    });
  });
});

describe('pages', () => {
  test('events with one and the same created_at come in the order of their sequence numbers', async () => {
    const user_id = crypto.randomUUID();
    const createdAt = '2026-01-02T03:04:05.678901Z';
    for (let count = 0; count < 25; count += 1) {
      await arrange.insert({ type: 'user.created', metadata: { user_id }, createdAt });
    }
    const pages = await readAll((options) => queries.listEventsForUser(user_id, options), 10);
    expect(pages.map(({ events }) => events.length)).toEqual([10, 10, 5]);
    const numbers = pages.flatMap(({ events }) => events.map((event) => event.sequence_number));
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(BigInt(b) - BigInt(a))));
    expect(new Set(numbers).size).toBe(25);
  });

  test('an event that is inserted between two pages neither repeats nor shifts another', async () => {
    const user_id = crypto.randomUUID();
    const insert = () => arrange.insert({ type: 'user.created', metadata: { user_id } });
    const events = [await insert(), await insert(), await insert(), await insert()];
    const first = await queries.listEventsForUser(user_id, { limit: 2 });
    await insert();
    const second = await queries.listEventsForUser(user_id, {
      limit: 2,
      cursor: first.next_cursor,
    });
    expect([...first.events, ...second.events]).toEqual(events.toReversed());
    expect(second.next_cursor).toBeNull();
  });

  test('a page that ends with the last event is the last', async () => {
    const user_id = crypto.randomUUID();
    const event = await arrange.insert({ type: 'user.created', metadata: { user_id } });
    expect(await queries.listEventsForUser(user_id, { limit: 1 })).toEqual(page([event]));
  });

  test('100 events unless asked for more', async () => {
    const user_id = crypto.randomUUID();
    await Promise.all(
      Array.from({ length: 101 }, () =>
        arrange.insert({ type: 'user.created', metadata: { user_id } }),
      ),
    );
    expect((await queries.listEventsForUser(user_id)).events).toHaveLength(100);
    expect((await queries.listEventsForUser(user_id, { limit: 1000 })).events).toHaveLength(101);
  });
});

test('values that look like SQL are values', async () => {
  const text = `'; DROP TABLE domain_events; --`;
  expect(await queries.getEventsForWorkflow(text)).toMatchObject({ total_count: 0 });
  expect(await queries.listEventsWithTags([text])).toEqual(page([]));
  expect(await queries.listEventsWithField(text, text)).toEqual(page([]));
});

function page(events: readonly StoredEvent[]): EventPage {
  return { events, next_cursor: null };
}

function idsOf({ events }: { events: readonly StoredEvent[] }): string[] {
  return events.map((event) => event.id);
}

async function readAll(
  read: (options: PageOptions) => Promise<EventPage>,
  limit: number,
): Promise<EventPage[]> {
  const pages: EventPage[] = [];
  let cursor: string | null = null;
  do {
    const next: EventPage = await read({ limit, cursor });
    pages.push(next);
    cursor = next.next_cursor;
  } while (cursor !== null);
  return pages;
}

import type { StoredEvent } from '@a4c/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { type ClaimedEvent, claimEvents, type ClaimOptions } from './dispatch/claim-events.ts';
import { holdBackEvent } from './dispatch/hold-back-event.ts';
import { lockEvents } from './dispatch/lock-events.ts';
import { postponeEvents } from './dispatch/postpone-events.ts';
import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

const room: ClaimOptions = {
  queue: { kind: 'plain', priority: 3 },
  limit: 100,
  maxBytes: 10_000_000,
  maxEventBytes: 1_000_000,
  afterSequenceNumber: null,
  afterFairnessKey: null,
};
const retry: ClaimOptions['queue'] = { kind: 'retry', priority: 0 };

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => {
  await database.owner.query('DELETE FROM workflow_dispatch');
});
afterAll(async () => database[Symbol.asyncDispose]());

test('gives the event, its workflow and its request, in order of the sequence numbers', async () => {
  const events = [await database.insert(), await database.insert({ metadata: { custom: 1 } })];
  const claimed = await claim();
  expect(claimed.map(parsed)).toMatchObject(
    events.map((event) => ({
      event_id: event.id,
      sequence_number: event.sequence_number,
      request_id: event.id,
      attempts: 0,
      priority: 3,
      queue: 'plain',
      queue_key: null,
      fairness_key: null,
      size_bytes: expect.any(Number),
      event_type: event.event_type,
      event_version: 1,
      aggregate_id: event.aggregate_id,
      event_data: event.event_data,
      event_metadata: event.event_metadata,
      correlation_id: null,
      workflow_type: 'organizationBootstrapWorkflow',
      workflow_id: `org-bootstrap-${event.aggregate_id}`,
      task_queue: 'bootstrap',
      signal_name: null,
      known_run_id: null,
    })),
  );
});

test('takes no more events than the limit, and no more bytes, but always one event', async () => {
  const [first, second] = [await database.insert(), await database.insert()];
  expect(idsOf(await claim({ limit: 1 }))).toEqual([first.id]);
  expect(idsOf(await claim({ maxBytes: 1 }))).toEqual([first.id]);
  expect(idsOf(await claim())).toEqual([first.id, second.id]);
});

test('does not read an event that is too large, and says how large it is', async () => {
  const event = await database.insert({ metadata: { payload: 'a'.repeat(5_000) } });
  const claimed = only(await claim({ maxEventBytes: 5_000 }));
  expect(claimed).toMatchObject({ event_id: event.id, event_data: null, event_metadata: null });
  expect(claimed.size_bytes).toBeGreaterThan(5_000);
});

test('skips what another claim holds, until its transaction ends', async () => {
  const [first, second] = [await database.insert(), await database.insert()];
  await using(database.as('relay'), async (other) => {
    await other.query('BEGIN');
    await claimEvents(other, { ...room, limit: 1 });
    expect(idsOf(await claim())).toEqual([second.id]);
    await other.query('ROLLBACK');
  });
  expect(idsOf(await claim())).toEqual([first.id, second.id]);
});

test('skips what an operator changes, and does not wait', async () => {
  const event = await database.insert();
  await using(database.as('operator'), async (operator) => {
    await operator.query('BEGIN');
    await operator.query('UPDATE domain_events SET retry_count = 0 WHERE id = $1', [event.id]);
    expect(await claim()).toEqual([]);
    await using(database.as('relay'), async (relay) => {
      expect(await lockEvents(relay, [event.id])).toEqual(new Set());
    });
    await operator.query('ROLLBACK');
  });
});

test('leaves paused routes, postponed and failed starts alone', async () => {
  const [postponed, heldBack, failed] = [
    await database.insert(),
    await database.insert(),
    await database.insert(),
  ];
  await using(database.as('relay'), async (relay) => {
    await postponeEvents(relay, [{ event_id: postponed.id, request_id: postponed.id }], 60_000);
    await holdBackEvent(relay, {
      event_id: heldBack.id,
      request_id: heldBack.id,
      code: 'write_refused',
      message: 'refused',
      backoffMs: 60_000,
    });
  });
  await database.failStart(failed);
  expect(await claim()).toEqual([]);
  expect(await claim({ queue: retry })).toEqual([]);

  const waiting = await database.insert();
  await database.as('operator').query('UPDATE workflow_route SET paused = true');
  expect(await claim()).toEqual([]);
  await database.as('operator').query('UPDATE workflow_route SET paused = false');
  expect(idsOf(await claim())).toEqual([waiting.id]);
});

test('a refused write is told of once while its event waits for it', async () => {
  const event = await database.insert();
  const refused = { event_id: event.id, request_id: event.id, code: 'refused', backoffMs: 60_000 };
  await using(database.as('relay'), async (relay) => {
    // The lease of a late answer: its event waits too, but for another reason.
    await postponeEvents(relay, [{ event_id: event.id, request_id: event.id }], 30_000);
    expect(await holdBackEvent(relay, { ...refused, message: 'why' })).toBe(true);
    const { rows } = await waiting();
    expect(await holdBackEvent(relay, { ...refused, message: 'why' })).toBe(false);
    expect((await waiting()).rows).toEqual(rows);
    expect(await holdBackEvent(relay, { ...refused, message: 'another' })).toBe(true);
    await database.owner.query('UPDATE workflow_dispatch SET available_at = clock_timestamp()');
    expect(await holdBackEvent(relay, { ...refused, message: 'another' })).toBe(true);
    expect((await waiting()).rows[0].attempts).toBe('3');
  });

  async function waiting() {
    return database.owner.query(
      `SELECT last_error, available_at::text,
         (SELECT count(*) FROM workflow_attempt a WHERE a.event_id = d.event_id) AS attempts
       FROM workflow_dispatch d WHERE event_id = $1`,
      [event.id],
    );
  }
});

test('a probe takes an event that was not tried before one that failed', async () => {
  const [tried, untried] = [await database.insert(), await database.insert()];
  await database.failStart(tried);
  await database.owner.query('UPDATE workflow_dispatch SET available_at = clock_timestamp()');
  await using(database.as('relay'), async (relay) => {
    await postponeEvents(relay, [{ event_id: untried.id, request_id: untried.id }], 0);
  });
  expect(idsOf(await claim({ queue: retry, limit: 1 }))).toEqual([tried.id]);
  expect(idsOf(await claim({ queue: retry, limit: 1, untriedFirst: true }))).toEqual([untried.id]);
});

describe('the run of an earlier event of the same workflow', () => {
  test('is told, so that Temporal forgetting it starts nothing twice', async () => {
    const first = await database.insert();
    await database.start(first);
    await database.insert({ aggregateId: first.aggregate_id });
    const { workflow_run_id } = (await database.find(first.id)).event_metadata;
    expect(only(await claim()).known_run_id).toBe(workflow_run_id);
  });

  test('is not told to a reprocessing, nor of an event that was emitted by the workflow', async () => {
    const first = await database.insert();
    await database.start(first);
    await database.reprocess([first.id]);
    expect(only(await claim({ queue: retry })).known_run_id).toBeNull();
    await database.start(first);

    const other = crypto.randomUUID();
    await database.insert({
      type: 'user.created',
      metadata: { workflow_id: `org-bootstrap-${other}`, workflow_run_id: crypto.randomUUID() },
    });
    await database.insert({ aggregateId: other });
    expect(only(await claim()).known_run_id).toBeNull();
  });
});

test("an activity's event that starts a workflow keeps who emitted it as its parent", async () => {
  const parent = {
    workflow_id: 'parent-1',
    workflow_run_id: crypto.randomUUID(),
    workflow_type: 'parentWorkflow',
  };
  const event = await database.insert({ metadata: { ...parent, activity_id: 'askActivity' } });
  await database.start(event);
  await database.reprocess([event.id]);
  await database.start(event);
  expect((await database.find(event.id)).event_metadata).toMatchObject({
    workflow_id: `org-bootstrap-${event.aggregate_id}`,
    workflow_type: 'organizationBootstrapWorkflow',
    activity_id: 'askActivity',
    parent_workflow_id: parent.workflow_id,
    parent_workflow_run_id: parent.workflow_run_id,
    parent_workflow_type: parent.workflow_type,
  });
});

/** As a relay does, whose transaction ends at once. */
async function claim(options: Partial<ClaimOptions> = {}): Promise<ClaimedEvent[]> {
  return using(database.as('relay'), async (relay) => claimEvents(relay, { ...room, ...options }));
}

function idsOf(claimed: readonly ClaimedEvent[]): StoredEvent['id'][] {
  return claimed.map(({ event_id }) => event_id);
}

/** Data and metadata come as text. */
function parsed({ event_data, event_metadata, ...claimed }: ClaimedEvent) {
  return {
    ...claimed,
    event_data: JSON.parse(event_data ?? 'null') as unknown,
    event_metadata: JSON.parse(event_metadata ?? 'null') as unknown,
  };
}

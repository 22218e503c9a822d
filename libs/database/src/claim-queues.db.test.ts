import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { readQueues } from './dispatch/claim-queue.ts';
import { nextRetryInMs } from './dispatch/next-retry.ts';
import { claimOnce, idsOf } from './testing/claiming.ts';
import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

const invitationType = 'user.invitation_initiated';
const signalType = 'user.invitation_accepted';

const noQueue = { kind: 'plain', priority: 0 } as const;

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => {
  await database.owner.query('DELETE FROM workflow_dispatch');
  await database.owner.query(
    'UPDATE workflow_route SET priority = 3, paused = false, ordered = false',
  );
});
afterAll(async () => database[Symbol.asyncDispose]());

test('queues come with the best priority first, without paused routes', async () => {
  await setRoute(invitationType, { priority: 1 });
  await setRoute(signalType, { ordered: true });
  expect(await queues()).toMatchObject([
    { kind: 'plain', priority: 1 },
    { kind: 'ordered', priority: 3 },
    { kind: 'plain', priority: 3 },
  ]);
  await setRoute(invitationType, { paused: true });
  expect(await queues()).toMatchObject([{ kind: 'ordered' }, { kind: 'plain', priority: 3 }]);
});

test('events wait in the queue of the priority that their route has now', async () => {
  const later = await database.insert();
  const first = await database.insert({ type: invitationType });
  await setRoute(invitationType, { priority: 1 });
  const { 0: best = noQueue, 1: other = noQueue } = await queues();
  expect(await claimOnce(database, 'plain', { queue: best })).toMatchObject([
    { event_id: first.id, priority: 1 },
  ]);
  expect(await claimOnce(database, 'plain', { queue: other })).toMatchObject([
    { event_id: later.id, priority: 3 },
  ]);
});

test('a queue without its routes reads them itself', async () => {
  const event = await database.insert();
  const queue = { kind: 'plain', priority: 3 } as const;
  expect(idsOf(await claimOnce(database, 'plain', { queue }))).toEqual([event.id]);
  expect(await claimOnce(database, 'plain', { queue: { ...queue, priority: 2 } })).toEqual([]);
});

test('a route that is paused after the queues were read gives nothing', async () => {
  await database.insert();
  const other = await database.insert({ type: invitationType });
  const { 0: queue = noQueue } = await queues();
  await setRoute(bootstrapType, { paused: true });
  expect(idsOf(await claimOnce(database, 'plain', { queue }))).toEqual([other.id]);
});

test('events of several routes come in order of their numbers', async () => {
  const events = [
    await database.insert(),
    await database.insert({ type: invitationType }),
    await database.insert(),
  ];
  expect(idsOf(await claimOnce(database, 'plain'))).toEqual(events.map(({ id }) => id));
});

test('a low-water mark leaves out what is not after it', async () => {
  const [first, second] = [await database.insert(), await database.insert()];
  const after = (event: typeof first) =>
    claimOnce(database, 'plain', { afterSequenceNumber: event.sequence_number });
  expect(idsOf(await after(first))).toEqual([second.id]);
  expect(await after(second)).toEqual([]);
});

describe('what is to be tried again', () => {
  test('is claimed by the time of its next attempt, not by its number', async () => {
    const [first, second, reprocessed] = [
      await database.insert(),
      await database.insert(),
      await database.insert(),
    ];
    await database.start(reprocessed);
    for (const event of [first, second]) await database.failStart(event);
    await database.reprocess([reprocessed.id]);
    expect(await claimOnce(database, 'plain')).toEqual([]);
    expect(idsOf(await claimOnce(database, 'retry'))).toEqual([reprocessed.id]);
    await database.owner.query(
      "UPDATE workflow_dispatch SET available_at = now() - CASE event_id WHEN $1 THEN interval '1 min' ELSE '1 hour' END",
      [first.id],
    );
    expect(idsOf(await claimOnce(database, 'retry')).slice(1)).toEqual(
      expect.arrayContaining([first.id]),
    );
    expect(idsOf(await claimOnce(database, 'retry', { limit: 2 }))).not.toContain(first.id);
  });

  test('says when it is due, but not for paused routes', async () => {
    expect(await nextRetry()).toBeNull();
    const event = await database.insert();
    expect(await nextRetry()).toBeNull();
    await database.failStart(event);
    const ms = (await nextRetry()) ?? 0;
    expect(ms).toBeGreaterThan(20_000);
    expect(ms).toBeLessThanOrEqual(60_000);
    await database.owner.query("UPDATE workflow_dispatch SET available_at = '-infinity'");
    expect(await nextRetry()).toBe(0);
    await setRoute(bootstrapType, { paused: true });
    expect(await nextRetry()).toBeNull();
    expect(await claimOnce(database, 'retry')).toEqual([]);
  });
});

test('a signal waits, without holding others back, until the start of its workflow is done', async () => {
  const start = await database.insert({ type: invitationType });
  const signal = await database.insert({ type: signalType, aggregateId: start.aggregate_id });
  const other = await database.insert({ type: signalType });
  expect(idsOf(await claimOnce(database, 'plain'))).toEqual([start.id, other.id]);
  const { rows } = await database
    .as('reader')
    .query('SELECT retrying, attempts, last_error FROM workflow_dispatch WHERE event_id = $1', [
      signal.id,
    ]);
  expect(only(rows)).toEqual({ retrying: true, attempts: 0, last_error: null });
  await due();
  expect(await claimOnce(database, 'retry')).toEqual([]);
  await database.start(start);
  await due();
  expect(idsOf(await claimOnce(database, 'retry'))).toEqual([signal.id]);
});

test('a start that waits already is found when a later release signals its workflow', async () => {
  const { owner } = database;
  await owner.query('DELETE FROM workflow_route WHERE event_type = $1', [signalType]);
  const start = await database.insert({ type: invitationType });
  const other = await database.insert();
  expect(await awaited()).toEqual([]);
  await owner.query(
    `INSERT INTO workflow_route (event_type, kind, workflow_type, workflow_id_template, signal_name)
     VALUES ($1, 'signal', 'userInvitationWorkflow', 'user-invitation-{aggregate_id}', 'invitationAccepted')`,
    [signalType],
  );
  expect(await awaited()).toEqual([start.aggregate_id]);
  await database.insert({ type: signalType, aggregateId: start.aggregate_id });
  expect(idsOf(await claimOnce(database, 'plain'))).toEqual([start.id, other.id]);

  async function awaited(): Promise<unknown[]> {
    const { rows } = await owner.query(
      'SELECT aggregate_id FROM workflow_dispatch WHERE aggregate_id IS NOT NULL',
    );
    return rows.map((row) => row.aggregate_id);
  }
});

async function queues() {
  return using(database.as('relay'), readQueues);
}

async function nextRetry(): Promise<number | null> {
  return using(database.as('relay'), nextRetryInMs);
}

async function due(): Promise<void> {
  await database.owner.query('UPDATE workflow_dispatch SET available_at = clock_timestamp()');
}

async function setRoute(type: string, columns: Record<string, unknown>): Promise<void> {
  const [[column, value] = []] = Object.entries(columns);
  await database.owner.query(`UPDATE workflow_route SET ${column} = $2 WHERE event_type = $1`, [
    type,
    value,
  ]);
}

import type { StoredEvent } from '@a4c/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { nextRetryInMs } from './dispatch/next-retry.ts';
import { postponeEvents } from './dispatch/postpone-events.ts';
import { claimOn, claimOnce, idsOf } from './testing/claiming.ts';
import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  using,
} from './testing/database-under-test.ts';

const invitationType = 'user.invitation_initiated';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
beforeEach(async () => {
  await database.owner.query(
    'UPDATE workflow_route SET ordered = true, priority = 3, paused = false',
  );
});
afterEach(async () => {
  await database.owner.query('DELETE FROM workflow_dispatch');
});
afterAll(async () => database[Symbol.asyncDispose]());

describe('of an aggregate, one event at a time is claimed:', () => {
  let first: StoredEvent;
  let second: StoredEvent;
  beforeEach(async () => {
    first = await database.insert();
    second = await database.insert({ aggregateId: first.aggregate_id });
  });

  test('the next one when the workflow of the first has been started', async () => {
    expect(await claimed()).toEqual([first.id]);
    await database.start(first);
    expect(await claimed()).toEqual([second.id]);
  });

  test('none while another claim holds the first', async () => {
    await using(database.as('relay'), async (other) => {
      await other.query('BEGIN');
      expect(idsOf(await claimOn(other, 'ordered'))).toEqual([first.id]);
      expect(await claimed()).toEqual([]);
    });
  });

  test('none while the first is in flight', async () => {
    await using(database.as('relay'), async (relay) =>
      postponeEvents(relay, [{ event_id: first.id, request_id: first.id }], 60_000),
    );
    expect(await claimed()).toEqual([]);
    expect(await retried()).toEqual([]);
  });

  test('none while the first waits for its next attempt; that is made in its time', async () => {
    await database.failStart(first);
    expect([await claimed(), await retried()]).toEqual([[], []]);
    await timePasses();
    expect([await claimed(), await retried()]).toEqual([[], [first.id]]);
  });

  test('the next one when the first is given up', async () => {
    await database.giveUp(first);
    expect(await claimed()).toEqual([second.id]);
  });

  test('an earlier one that is reprocessed before a later one that is tried again', async () => {
    await database.start(first);
    await database.failStart(second);
    await timePasses();
    expect(await retried()).toEqual([second.id]);
    await database.reprocess([first.id]);
    expect(await retried()).toEqual([first.id]);
    await database.failStart(first);
    expect(await using(database.as('relay'), nextRetryInMs)).toBeGreaterThan(20_000);
    await database.start(first);
    expect(await retried()).toEqual([second.id]);
  });

  test('none while the route of the first is paused, whatever the route of the next', async () => {
    const third = await database.insert({ type: invitationType, aggregateId: first.aggregate_id });
    await database
      .as('operator')
      .query('UPDATE workflow_route SET paused = event_type = $1', [bootstrapType]);
    expect(await claimed()).toEqual([]);
    await database.start(first);
    await database.start(second);
    expect(await claimed()).toEqual([third.id]);
  });

  test('none before the first, also when the next has a better priority', async () => {
    const third = await database.insert({ type: invitationType, aggregateId: first.aggregate_id });
    await database.owner.query('UPDATE workflow_route SET priority = 1 WHERE event_type = $1', [
      invitationType,
    ]);
    expect(await claimed()).toEqual([first.id]);
    await database.start(first);
    await database.start(second);
    expect(await claimed()).toEqual([third.id]);
  });
});

test('of few that wait the oldest aggregates come first', async () => {
  const events = [await database.insert(), await database.insert(), await database.insert()];
  const claimedNow = await claimOnce(database, 'ordered', { limit: 2 });
  expect(idsOf(claimedNow)).toEqual(events.slice(0, 2).map(({ id }) => id));
  expect(claimedNow[0]).toMatchObject({
    queue: 'ordered',
    queue_key: events[0]?.aggregate_id,
    fairness_key: null,
    low_water_mark: String(Number(events[0]?.sequence_number) - 1),
  });
});

test('of many the aggregates take turns, from the one after the last', async () => {
  const events: StoredEvent[] = [];
  for (let i = 0; i < 9; i += 1) events.push(await database.insert());
  const aggregates = events.map(({ aggregate_id }) => aggregate_id).toSorted();
  expect(await aggregatesAfter(undefined)).toEqual(aggregates.slice(0, 2));
  expect(await aggregatesAfter(aggregates[4])).toEqual(aggregates.slice(5, 7));
  expect(await aggregatesAfter(aggregates[7])).toEqual([aggregates[8], aggregates[0]]);
});

test('a low-water mark is that of all ordered routes, so that nothing is overtaken', async () => {
  const waiting = await database.insert();
  const next = await database.insert({ type: invitationType, aggregateId: waiting.aggregate_id });
  const other = await database.insert({ type: invitationType });
  await database
    .as('operator')
    .query('UPDATE workflow_route SET paused = event_type = $1', [bootstrapType]);
  const [claimedFirst] = await claimOnce(database, 'ordered');
  expect(claimedFirst?.event_id).toBe(other.id);
  const mark = claimedFirst?.low_water_mark ?? null;
  expect(idsOf(await claimOnce(database, 'ordered', { afterSequenceNumber: mark }))).toEqual([
    other.id,
  ]);
  expect(Number(mark)).toBeLessThan(Number(waiting.sequence_number));
  expect(next.sequence_number).not.toBe(mark);
});

test('numbers of an aggregate are drawn in the order of the commits', async () => {
  const aggregateId = crypto.randomUUID();
  await using(database.as('service'), async (slow) => {
    await slow.query('BEGIN');
    const first = await database.insert({ aggregateId }, slow);
    const other = await database.insert();
    const inserting = database.insert({ aggregateId });
    await expect.poll(async () => countBlocked()).toBe(1);
    await slow.query('COMMIT');
    const second = await inserting;
    const [a, b, c] = [first, other, second].map((event) => Number(event.sequence_number));
    expect([b, c]).toEqual([
      expect.toSatisfy((n) => n > (a ?? 0)),
      expect.toSatisfy((n) => n > (b ?? 0)),
    ]);
  });
});

test('three relays whose starts often fail start every aggregate in order', async () => {
  const random = seeded(4_711);
  const aggregates = Array.from({ length: 8 }, () => crypto.randomUUID());
  const events: StoredEvent[] = [];
  for (let round = 0; round < 8; round += 1) {
    for (const aggregateId of aggregates) events.push(await database.insert({ aggregateId }));
  }
  const started: string[] = [];
  const relay = async () => {
    while (started.length < events.length) {
      await timePasses();
      await using(database.as('relay'), async (client) => {
        await client.query('BEGIN');
        const claimedNow = [
          ...(await claimOn(client, 'ordered', { limit: 7 })),
          ...(await claimOn(client, 'retry')),
        ];
        const failing = new Set(claimedNow.filter(() => random() < 0.3));
        const fine = claimedNow.filter((event) => !failing.has(event));
        started.push(...idsOf(fine));
        await client.query('DELETE FROM workflow_dispatch WHERE event_id = ANY ($1)', [
          idsOf(fine),
        ]);
        await client.query(
          'UPDATE workflow_dispatch SET retrying = true, available_at = clock_timestamp() WHERE event_id = ANY ($1)',
          [idsOf([...failing])],
        );
        await client.query('COMMIT');
      });
    }
  };
  await Promise.all([relay(), relay(), relay()]);
  for (const aggregateId of aggregates) {
    const mine = events.filter((event) => event.aggregate_id === aggregateId).map(({ id }) => id);
    expect(started.filter((id) => mine.includes(id))).toEqual(mine);
  }
});

async function aggregatesAfter(aggregate: string | undefined): Promise<string[]> {
  const options = { limit: 2, afterFairnessKey: aggregate ?? null };
  return (await claimOnce(database, 'ordered', options)).map((event) => event.aggregate_id);
}

async function claimed(): Promise<string[]> {
  const first = idsOf(
    await claimOnce(database, 'ordered', { queue: { kind: 'ordered', priority: 1 } }),
  );
  return [
    ...first,
    ...idsOf(await claimOnce(database, 'ordered', { queue: { kind: 'ordered', priority: 3 } })),
  ];
}

async function retried(): Promise<string[]> {
  return idsOf(await claimOnce(database, 'retry'));
}

/** Whatever waits for its next attempt is due. */
async function timePasses(): Promise<void> {
  await database.owner.query(
    'UPDATE workflow_dispatch SET available_at = clock_timestamp() WHERE available_at > clock_timestamp()',
  );
}

async function countBlocked(): Promise<number> {
  const { rows } = await database.admin.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows.length;
}

/** Numbers from 0 to 1, the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { readQueues } from './dispatch/claim-queue.ts';
import { claimOn, claimOnce } from './testing/claiming.ts';
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
beforeEach(async () => {
  await database.owner.query(
    "UPDATE workflow_route SET fairness_key_template = '{event_metadata.tenant}'",
  );
});
afterEach(async () => {
  await database.owner.query('DELETE FROM workflow_dispatch');
});
afterAll(async () => database[Symbol.asyncDispose]());

describe('a claim takes turns between keys', () => {
  test('one of each, then another of each, the oldest first', async () => {
    const large = await insertOf('large', 6);
    const [small = ''] = await insertOf('small', 1);
    expect(await claimed(2)).toEqual([large[0], small]);
    expect(await claimed(4)).toEqual([large[0], small, large[1], large[2]]);
    expect(await claimed(20)).toEqual([large[0], small, ...large.slice(1)]);
  });

  test('going on after the key whose turn was last', async () => {
    for (const tenant of ['a', 'b', 'c']) await insertOf(tenant, 2);
    expect(await keysOf(2, null)).toEqual(['a', 'b']);
    expect(await keysOf(2, 'b')).toEqual(['c', 'a']);
    expect(await keysOf(2, 'bb')).toEqual(['c', 'a']);
    expect(await keysOf(1, 'c')).toEqual(['a']);
  });

  test('so that the backlog of one delays another by no more than a batch', async () => {
    await insertOf('large', 50);
    await using(database.as('relay'), async (relay) => {
      await relay.query('BEGIN');
      const batch = await claimOn(relay, 'fair', { limit: 10 });
      expect(batch).toHaveLength(10);
      const [late] = await insertOf('late', 1);
      const next = await claimOnce(database, 'fair', {
        limit: 10,
        afterFairnessKey: batch.at(-1)?.queue_key ?? null,
      });
      expect(next.map(({ event_id }) => event_id)).toContain(late);
    });
  });

  test('of all routes of the queue', async () => {
    const [start] = await insertOf('a', 1);
    const { id } = await database.insert({
      type: 'user.invitation_initiated',
      metadata: { tenant: 'a' },
    });
    expect(await claimed(9)).toEqual([start, id]);
  });
});

describe('the key', () => {
  test.each([
    ['{aggregate_id}', ({ aggregate_id }: { aggregate_id: string }) => aggregate_id],
    ['{event_id}', ({ id }: { id: string }) => id],
    ['tier {event_data.tier} of {event_metadata.tenant}', () => 'tier premium of {event_id}'],
    ['{event_metadata.missing}', () => ''],
    ['no placeholder', () => 'no placeholder'],
  ])('of %s', async (template, expected) => {
    await useTemplate(template);
    const event = await database.insert({ metadata: { tenant: '{event_id}' } });
    expect(only(await claimOnce(database, 'fair')).fairness_key).toBe(expected(event));
  });

  test('is its SHA-256 when it has more bytes than Temporal takes', async () => {
    for (const [tenant, key] of [
      ['é'.repeat(32), 'é'.repeat(32)],
      ['é'.repeat(33), expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]) {
      await database.insert({ metadata: { tenant } });
      expect(only(await claimOnce(database, 'fair'))).toMatchObject({
        fairness_key: key,
        queue_key: key,
        queue: 'fair',
      });
      await database.owner.query('DELETE FROM workflow_dispatch');
    }
  });

  test('comes along when an event is reprocessed, tried again, or claimed in order', async () => {
    const event = await database.insert({ metadata: { tenant: 'a' } });
    await database.failStart(event);
    await database.reprocess([event.id]);
    expect(only(await claimOnce(database, 'retry'))).toMatchObject({
      fairness_key: 'a',
      queue: 'fair',
    });
    await database.owner.query('UPDATE workflow_route SET ordered = true');
    await database.insert({ metadata: { tenant: 'b' } });
    expect(only(await claimOnce(database, 'ordered'))).toMatchObject({
      fairness_key: 'b',
      queue: 'ordered',
    });
    await database.owner.query('UPDATE workflow_route SET ordered = false');
  });
});

test('a route that changes its queue leaves no event behind', async () => {
  const [fair] = await insertOf('a', 1);
  await database.owner.query(
    'UPDATE workflow_route SET fairness_key_template = NULL, priority = 2 WHERE event_type = $1',
    [bootstrapType],
  );
  const { id } = await database.insert();
  await using(database.as('relay'), async (relay) => {
    expect((await readQueues(relay)).filter(({ priority }) => priority === 2)).toMatchObject([
      { kind: 'fair', routes: [{ isSignal: false }] },
      { kind: 'plain', routes: [{ isSignal: false }] },
    ]);
  });
  expect(only(await claimOnce(database, 'fair')).event_id).toBe(fair);
  expect(only(await claimOnce(database, 'plain')).event_id).toBe(id);
  await database.owner.query('UPDATE workflow_route SET priority = 3');
});

async function useTemplate(template: string): Promise<void> {
  await database.owner.query('UPDATE workflow_route SET fairness_key_template = $1', [template]);
}

async function insertOf(tenant: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await database.insert({ metadata: { tenant } })).id);
  return ids;
}

async function claimed(limit: number): Promise<string[]> {
  return (await claimOnce(database, 'fair', { limit })).map(({ event_id }) => event_id);
}

async function keysOf(limit: number, after: string | null): Promise<(string | null)[]> {
  const events = await claimOnce(database, 'fair', { limit, afterFairnessKey: after });
  return events.map(({ queue_key }) => queue_key);
}

import { randomUUID } from 'node:crypto';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { measureQueue, type RouteDepth } from './measure-queue.ts';

let database: TestDatabase;
let owner: Client;
let relay: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.adminUrl });
  relay = new Client({ connectionString: database.urlFor('relay') });
  await Promise.all([owner.connect(), relay.connect()]);
  // The test moves rows about as no role may.
  await owner.query('ALTER TABLE domain_events DISABLE TRIGGER USER');
});
afterAll(async () => {
  await Promise.all([owner.end(), relay.end()]);
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await owner.query(
    'DELETE FROM workflow_dispatch; DELETE FROM dead_letter; DELETE FROM domain_events',
  );
});

test('nothing waits: every route stands at 0', async () => {
  const { routes, oftenRetried, openDeadLetters, unroutedTypes } = await measureQueue(relay, 100);
  expect(routes.map(({ route }) => route)).toContain('organization.bootstrap_initiated');
  for (const depth of routes) {
    expect(depth).toEqual({
      route: depth.route,
      paused: false,
      pending: 0,
      retrying: 0,
      oldestSeconds: 0,
    });
  }
  expect({ oftenRetried, openDeadLetters, unroutedTypes }).toEqual({
    oftenRetried: 0,
    openDeadLetters: [],
    unroutedTypes: 0,
  });
});

test.each(['plain', 'ordered', 'fair'])(
  'what waits in a queue that is %s is counted once',
  async (queue) => {
    await insertEvents(2, { queue, ageSeconds: 900, retrying: true });
    await insertEvents(3, { queue, ageSeconds: 500 });
    const depth = await depthOf('organization.bootstrap_initiated');
    expect(depth).toMatchObject({ pending: 5, retrying: 2 });
    expect(Math.round(depth.oldestSeconds / 100)).toBe(9);
  },
);

test('a paused route says so, and what waits for it stays with it', async () => {
  await insertEvents(2, {});
  await owner.query(
    "UPDATE workflow_route SET paused = true WHERE event_type LIKE 'organization.b%'",
  );
  expect(await depthOf('organization.bootstrap_initiated')).toMatchObject({
    paused: true,
    pending: 2,
  });
  expect(await depthOf('user.invitation_initiated')).toMatchObject({ paused: false, pending: 0 });
  await owner.query('UPDATE workflow_route SET paused = false');
});

test('an old event that was reprocessed waits since then', async () => {
  const [id] = await insertEvents(1, { ageSeconds: 9_000_000, retrying: true });
  await owner.query(
    `WITH q AS (
       INSERT INTO workflow_requeue (request_id, event_id, sequence_number, requested_by, requested_at)
       SELECT gen_random_uuid(), $1, 1, 'operator', clock_timestamp() - interval '300 seconds'
       RETURNING request_id
     ) UPDATE workflow_dispatch SET request_id = q.request_id FROM q WHERE event_id = $1`,
    [id],
  );
  const { oldestSeconds } = await depthOf('organization.bootstrap_initiated');
  expect(Math.round(oldestSeconds / 100)).toBe(3);
});

test('beyond the limit the planner is asked, and never says less than was counted', async () => {
  await insertEvents(1_000, { ageSeconds: 500 });
  await owner.query('ANALYZE workflow_dispatch');
  expect(await depthOf('organization.bootstrap_initiated', 10)).toMatchObject({ pending: 1_000 });
  const { oldestSeconds } = await depthOf('organization.bootstrap_initiated', 10);
  expect(Math.round(oldestSeconds / 100)).toBe(5);
  await insertEvents(1, { route: 'user.invitation_initiated' });
  expect(await depthOf('user.invitation_initiated', 1)).toMatchObject({ pending: 1 });
});

test('retry_count above 3 counts as long as the workflow is not started, also as a dead letter', async () => {
  const [three = '', four = '', letter = '', done = ''] = await insertEvents(4, { retrying: true });
  for (const [id, retries] of Object.entries({ [three]: 3, [four]: 4, [letter]: 8, [done]: 9 })) {
    await owner.query('UPDATE domain_events SET retry_count = $2 WHERE id = $1', [id, retries]);
    await owner.query("UPDATE workflow_dispatch SET last_error = 'x' WHERE event_id = $1", [id]);
  }
  await owner.query('DELETE FROM workflow_dispatch WHERE event_id = ANY ($1)', [[letter, done]]);
  await owner.query(
    `INSERT INTO dead_letter (event_id, event_type, request_id, code, reason, attempts, resolved_at, resolution)
     VALUES ($1, 'a.b', $1, 'INTERNAL', 'x', 8, NULL, NULL), ($2, 'a.b', $2, 'INTERNAL', 'x', 8, now(), 'discarded')`,
    [letter, done],
  );
  const { oftenRetried, openDeadLetters } = await measureQueue(relay, 100);
  expect(oftenRetried).toBe(2);
  expect(openDeadLetters).toEqual([{ code: 'INTERNAL', count: 1 }]);
});

test('types that have lost their route are told of', async () => {
  await insertEvents(2, {});
  await owner.query('UPDATE workflow_dispatch SET route_number = 99');
  expect((await measureQueue(relay, 100)).unroutedTypes).toBe(1);
});

test('no count walks over all that waits', async () => {
  for (const queue of ['plain', 'ordered', 'fair']) await insertEvents(1_000, { queue });
  await insertEvents(1_000, { retrying: true });
  await owner.query('VACUUM ANALYZE workflow_dispatch, domain_events');
  const before = await rowsRead();
  await measureQueue(relay, 10);
  expect((await rowsRead()) - before).toBeLessThan(100);
});

async function depthOf(route: string, limit = 100): Promise<RouteDepth> {
  const { routes } = await measureQueue(relay, limit);
  const found = routes.find((depth) => depth.route === route);
  if (found === undefined) throw new Error(`There is no route for ${route}.`);
  return found;
}

async function rowsRead(): Promise<number> {
  for (const client of [owner, relay]) await client.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await owner.query<{ read: number }>(
    `SELECT sum(seq_tup_read + idx_tup_fetch)::float8 AS read FROM pg_stat_user_tables
     WHERE relname IN ('workflow_dispatch', 'domain_events')`,
  );
  return rows[0]?.read ?? 0;
}

async function insertEvents(
  count: number,
  { route = 'organization.bootstrap_initiated', queue = 'plain', ageSeconds = 0, retrying = false },
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await owner.query(
    `WITH e AS (
       INSERT INTO domain_events (id, event_type, event_version, aggregate_type, aggregate_id, event_data,
         event_metadata, created_at)
       SELECT id, $2, 0, 'a', gen_random_uuid(), '{}', '{}',
         clock_timestamp() - make_interval(secs => $4)
       FROM unnest($1::uuid[]) id RETURNING *
     )
     INSERT INTO workflow_dispatch (event_id, sequence_number, event_type, request_id, size_bytes, route_number,
       queue, aggregate_id, fairness_key, retrying)
     SELECT e.id, e.sequence_number, e.event_type, e.id, 4, r.route_number, $3::text,
       CASE WHEN $3::text = 'ordered' THEN e.aggregate_id END, CASE WHEN $3::text = 'fair' THEN e.id::text END, $5
     FROM e JOIN workflow_route r USING (event_type)`,
    [ids, route, queue, ageSeconds, retrying],
  );
  return ids;
}

import { once } from 'node:events';

import { temporalAddress } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCuttableProxy, createRelayFixture, told } from './testing/relay-fixture.ts';

let fixture: Awaited<ReturnType<typeof createRelayFixture>>;
beforeAll(async () => {
  fixture = await createRelayFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('two relays share 300 events and start each once', async () => {
  const events = await insertMany(300);
  await using first = fixture.startRelay();
  await using second = fixture.startRelay();
  const claimedBy = [first, second].map((relay) => {
    const claim = { count: 0 };
    relay.lifecycle.on('claimed', ({ count }) => (claim.count += count));
    return claim;
  });
  await allAcknowledged(events.length, [first, second]);

  const { rows } = await fixture.owner.query<{ workflow_id: string; run_id: string }>(
    `SELECT event_metadata->>'workflow_id' AS workflow_id, event_metadata->>'workflow_run_id' AS run_id
     FROM domain_events WHERE id = ANY ($1)`,
    [events],
  );
  expect(new Set(rows.map((row) => row.run_id)).size).toBe(events.length);
  await expect
    .poll(() => Promise.all(rows.map((row) => fixture.runsOf(row.workflow_id))))
    .toEqual(rows.map((row) => [row.run_id]));
  expect(claimedBy.every(({ count }) => count > 0)).toBe(true);
  expect(await dispatchCount()).toBe(0);
});

test('an operator who reprocesses while relays acknowledge meets no deadlock', async () => {
  await using first = fixture.startRelay({ maxBatch: 5 });
  await using second = fixture.startRelay({ maxBatch: 5 });
  const operator = new Pool({ connectionString: fixture.database.urlFor('operator'), max: 4 });
  const lost: unknown[] = [];
  for (const relay of [first, second])
    relay.lifecycle.on('databaseLost', (loss) => lost.push(loss));
  const events = await insertMany(20);
  // Resets as they fall, in the midst of claims and acknowledgements.
  for (let round = 0; round < 15; round += 1) {
    await Promise.all(
      events.map((id) =>
        operator.query(
          'UPDATE domain_events SET processed_at = NULL, retry_count = 0, processing_error = NULL WHERE id = $1',
          [id],
        ),
      ),
    );
  }
  await untilDispatched([first, second]);
  await operator.end();
  expect(lost).toEqual([]);
  const { rows } = await fixture.owner.query<{ workflow_id: string; processed: boolean }>(
    `SELECT event_metadata->>'workflow_id' AS workflow_id, processed_at IS NOT NULL AS processed
     FROM domain_events WHERE id = ANY ($1)`,
    [events],
  );
  expect(rows.every((row) => row.processed)).toBe(true);
  await expect
    .poll(() =>
      Promise.all(rows.map(async (row) => (await fixture.runsOf(row.workflow_id)).length)),
    )
    .toEqual(events.map(() => 1));
});

test('every database session of the relay may be terminated; it goes on and is woken again', async () => {
  await using relay = fixture.startRelay();
  await once(relay.lifecycle, 'listening');
  const back = once(relay.lifecycle, 'listening');
  const admin = new Pool({ connectionString: fixture.database.adminUrl, max: 1 });
  const { rowCount } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'a4c-relay%'`,
  );
  await admin.end();
  expect(rowCount).toBeGreaterThanOrEqual(3);
  await back;
  const { id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
});

test('a paused route waits and goes on when it is resumed', async () => {
  const operator = new Pool({ connectionString: fixture.database.urlFor('operator'), max: 1 });
  await operator.query('UPDATE workflow_route SET paused = true');
  await using relay = fixture.startRelay();
  const { id } = await fixture.insertBootstrap();
  await once(relay.lifecycle, 'idle');
  expect((await fixture.findEvent(id)).processed_at).toBeNull();
  await operator.query('UPDATE workflow_route SET paused = false');
  await told(relay, 'acknowledged', id);
  await operator.end();
});

test('a row that refuses its acknowledgement waits, says why, and holds nobody back', async () => {
  const [bad, good] = [await fixture.insertBootstrap(), await fixture.insertBootstrap()];
  // As an event from before a contract was narrowed: any update of it breaks the check.
  await fixture.owner.query(
    `ALTER TABLE domain_events ADD CONSTRAINT refuses_one CHECK (id <> '${bad.id}') NOT VALID`,
  );
  await using relay = fixture.startRelay();
  await Promise.all([told(relay, 'failed', bad.id), told(relay, 'acknowledged', good.id)]);
  const { rows } = await fixture.owner.query(
    `SELECT d.last_error, a.code FROM workflow_dispatch d JOIN workflow_attempt a USING (event_id)
     WHERE event_id = $1`,
    [bad.id],
  );
  expect(rows[0]).toEqual({
    last_error: expect.stringContaining('refuses_one'),
    code: 'acknowledgement_refused',
  });
  await fixture.owner.query('ALTER TABLE domain_events DROP CONSTRAINT refuses_one');
  await fixture.owner.query('UPDATE workflow_dispatch SET available_at = clock_timestamp()');
  await told(relay, 'acknowledged', bad.id);
});

test('a refusal that is refused itself is told, and tried again', async () => {
  const { id } = await fixture.insertBootstrap();
  await fixture.owner.query(
    `ALTER TABLE domain_events ADD CONSTRAINT refuses_one CHECK (id <> '${id}') NOT VALID`,
  );
  await fixture.owner.query(
    `ALTER TABLE workflow_attempt ADD CONSTRAINT refuses_reason CHECK (event_id <> '${id}') NOT VALID`,
  );
  await using relay = fixture.startRelay();
  await once(relay.lifecycle, 'databaseLost');
  await fixture.owner.query('ALTER TABLE domain_events DROP CONSTRAINT refuses_one');
  await fixture.owner.query('ALTER TABLE workflow_attempt DROP CONSTRAINT refuses_reason');
  await told(relay, 'acknowledged', id);
  expect((await fixture.findEvent(id)).processed_at).toBeInstanceOf(Date);
});

test('the breaker closes although the events in front need no call to Temporal', async () => {
  await using proxy = await createCuttableProxy(temporalAddress());
  proxy.up();
  await using relay = fixture.startRelay({}, proxy.address);
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  proxy.down();
  const suspended = once(relay.lifecycle, 'suspended');
  await fixture.insertBootstrap();
  await suspended;

  let acknowledged = 0;
  const resumed = once(relay.lifecycle, 'resumed').then(() => acknowledged);
  proxy.up();
  relay.lifecycle.on('acknowledged', () => (acknowledged += 1));
  // Some may pass while the channel is still being opened; were nobody asked, all would have to.
  const duplicates = Array.from({ length: 30 }, () =>
    fixture.insertBootstrap({ aggregateId: aggregate_id }),
  );
  expect(await resumed).toBeLessThan(30);
  for (const duplicate of await Promise.all(duplicates)) {
    await told(relay, 'acknowledged', duplicate.id);
  }
});

async function insertMany(count: number): Promise<string[]> {
  const { rows } = await fixture.service.query<{ id: string }>(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(),
       '{"name":"Acme","slug":"acme","owner_email":"a@acme.example","tier":"free","subdomain_enabled":false}',
       '{"timestamp":"2026-01-01T00:00:00.000Z"}'
     FROM generate_series(1, $1) RETURNING id`,
    [count],
  );
  return rows.map((row) => row.id);
}

type StartedRelay = ReturnType<typeof fixture.startRelay>;

async function allAcknowledged(count: number, relays: readonly StartedRelay[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  for (const relay of relays) {
    relay.lifecycle.on('acknowledged', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  }
  await promise;
}

/** Checks at every acknowledgement and idle claim. */
async function untilDispatched(relays: readonly StartedRelay[]): Promise<void> {
  while ((await dispatchCount()) > 0) {
    await Promise.race(relays.map((relay) => once(relay.lifecycle, 'idle')));
  }
}

async function dispatchCount(): Promise<number> {
  const { rows } = await fixture.owner.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM workflow_dispatch',
  );
  return rows[0]?.count ?? 0;
}

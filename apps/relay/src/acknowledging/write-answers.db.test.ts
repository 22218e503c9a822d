import { claimEvents } from '@a4c/database';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLifecycle } from '../lifecycle.ts';
import type { Answer } from '../starting/answer.ts';
import { writeAnswers } from './write-answers.ts';

const rules = { maxAttempts: 3, maxSignalAttempts: 2, baseBackoffMs: 1, maxBackoffMs: 10 };
const trouble: Answer = { kind: 'failed', code: 'INTERNAL', message: 'internal trouble' };

let database: TestDatabase;
let owner: Client;
let relay: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  relay = new Client({ connectionString: database.urlFor('relay') });
  await Promise.all([owner.connect(), relay.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), relay.end()]);
  await database[Symbol.asyncDispose]();
});

test("an event's own trouble is retried, then dead-lettered with every attempt kept", async () => {
  const id = await insertEvent();
  for (let attempt = 1; attempt < rules.maxAttempts; attempt += 1) {
    await answerAll(trouble);
    const { rows } = await owner.query(
      `SELECT retry_count, processing_error, event_metadata->'retry_count' AS mirrored, attempts
       FROM domain_events JOIN workflow_dispatch ON event_id = id WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        retry_count: attempt,
        processing_error: 'internal trouble',
        mirrored: attempt,
        attempts: attempt,
      },
    ]);
  }
  const told: unknown[] = [];
  const lifecycle = createLifecycle();
  lifecycle.on('deadLettered', (letter) => told.push(letter));
  (await answerAll(trouble))(lifecycle);
  expect(told).toMatchObject([{ eventId: id, code: 'INTERNAL' }]);
  const { rows } = await owner.query(
    `SELECT l.attempts, l.reason, e.processing_error = l.reason AS told, e.processed_at,
       (SELECT array_agg(a.outcome ORDER BY a.id) FROM workflow_attempt a WHERE a.event_id = e.id) AS outcomes,
       EXISTS (SELECT FROM workflow_dispatch d WHERE d.event_id = e.id) AS waits
     FROM dead_letter l JOIN domain_events e ON e.id = l.event_id WHERE e.id = $1`,
    [id],
  );
  expect(rows).toEqual([
    {
      attempts: 3,
      reason: 'Given up after 3 attempts, the last one: internal trouble',
      told: true,
      processed_at: null,
      outcomes: ['failed', 'failed', 'dead_lettered'],
      waits: false,
    },
  ]);
});

test('a signal that finds no workflow has attempts of its own', async () => {
  const id = await insertEvent();
  const missing: Answer = { kind: 'failed', code: 'no_running_workflow', message: 'none runs' };
  await answerAll(missing);
  const told: unknown[] = [];
  const lifecycle = createLifecycle();
  lifecycle.on('deadLettered', (letter) => told.push(letter));
  (await answerAll(missing))(lifecycle);
  const reason = 'Given up after 2 attempts, the last one: none runs';
  expect(told).toMatchObject([{ eventId: id, code: 'no_running_workflow', reason }]);
});

test('an outage is counted on the event but never brings it nearer to a dead letter', async () => {
  const id = await insertEvent();
  for (let attempt = 0; attempt < rules.maxAttempts + 2; attempt += 1) {
    await answerAll({ kind: 'outage', code: 'UNAVAILABLE', message: 'connection refused' });
  }
  const { rows } = await owner.query(
    `SELECT e.retry_count, e.processing_error, d.attempts FROM domain_events e
     JOIN workflow_dispatch d ON d.event_id = e.id WHERE e.id = $1`,
    [id],
  );
  expect(rows).toEqual([
    {
      retry_count: 5,
      processing_error: 'Temporal server unavailable: connection refused',
      attempts: 0,
    },
  ]);
  await answerAll({ kind: 'hopeless', code: 'INVALID_ARGUMENT', message: 'refused' });
});

test('an answer that a reprocessing has overtaken changes nothing', async () => {
  const id = await insertEvent();
  await relay.query('BEGIN');
  const claimed = await claim();
  await relay.query('COMMIT');
  await owner.query(
    'UPDATE workflow_dispatch SET request_id = gen_random_uuid() WHERE event_id = $1',
    [id],
  );
  const answer: Answer = { kind: 'running', runId: crypto.randomUUID(), outcome: 'started' };
  const tell = await writeAnswers(
    relay,
    claimed.map((event) => ({ event, answer })),
    rules,
  );
  const told: unknown[] = [];
  const lifecycle = createLifecycle();
  lifecycle.on('acknowledged', (event) => told.push(event));
  tell(lifecycle);
  expect(told).toEqual([]);
  const { rows } = await owner.query(
    "SELECT processed_at, event_metadata ? 'workflow_id' AS linked FROM domain_events WHERE id = $1",
    [id],
  );
  expect(rows).toEqual([{ processed_at: null, linked: false }]);
});

async function answerAll(answer: Answer) {
  await owner.query("UPDATE workflow_dispatch SET available_at = '-infinity'");
  await relay.query('BEGIN');
  const claimed = await claim();
  const tell = await writeAnswers(
    relay,
    claimed.map((event) => ({ event, answer })),
    rules,
  );
  await relay.query('COMMIT');
  return tell;
}

async function claim() {
  const room = { limit: 10, maxBytes: 1e6, maxEventBytes: 1e6 };
  const start = { afterSequenceNumber: null, afterFairnessKey: null };
  return [
    ...(await claimEvents(relay, { queue: { kind: 'plain', priority: 3 }, ...room, ...start })),
    ...(await claimEvents(relay, { queue: { kind: 'retry', priority: 0 }, ...room, ...start })),
  ];
}

async function insertEvent(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     VALUES ('organization.bootstrap_initiated', 'organization', gen_random_uuid(),
       '{"name":"Acme","slug":"acme","owner_email":"a@acme.example","tier":"free","subdomain_enabled":false}',
       '{"timestamp":"2026-01-01T00:00:00.000Z"}') RETURNING id`,
  );
  return rows[0]?.id ?? '';
}

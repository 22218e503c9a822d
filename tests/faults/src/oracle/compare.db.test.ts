import { randomUUID } from 'node:crypto';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { commitEvents } from '../load/insert-events.ts';
import { createLedger, type Ledger } from '../load/ledger.ts';
import { compare } from './compare.ts';

let database: TestDatabase;
let admin: Pool;
let ledger: Ledger;
let workflows: Map<string, string[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Pool({ connectionString: database.adminUrl, max: 1 });
});
afterAll(async () => {
  await admin.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await admin.query('ALTER TABLE domain_events DISABLE TRIGGER refuse_event_removal');
  await admin.query('TRUNCATE domain_events, workflow_dispatch, dead_letter');
  ledger = createLedger();
  workflows = new Map();
});

test('started and dead-lettered events agree with what Temporal lists', async () => {
  await start(await commit());
  await giveUp(await commit());
  await expect(compareAll()).resolves.toEqual({
    events: 2,
    started: 1,
    deadLettered: 1,
    unknown: '0 (0 committed)',
  });
});

test('an event of which a COMMIT is unknown may be there, and counts when it is', async () => {
  const id = await commit();
  await start(id);
  ledger.committed.delete(id);
  ledger.unknown.add(id).add(randomUUID());
  await expect(compareAll()).resolves.toMatchObject({ events: 1, unknown: '2 (1 committed)' });
});

test('a committed event that is gone is told', async () => {
  const id = randomUUID();
  ledger.committed.set(id, Date.now());
  await expect(compareAll()).rejects.toThrow(`event ${id} was committed and is lost`);
});

test('an event that was never committed is told', async () => {
  const id = await commit();
  await start(id);
  ledger.aborted.add(id);
  await expect(compareAll()).rejects.toThrow(`event ${id} was never committed and is there`);
});

test('an event that still waits is told', async () => {
  await expect(commit().then(compareAll)).rejects.toThrow('still waits');
});

test('an event with neither a workflow nor a dead letter is told', async () => {
  const id = await commit();
  await admin.query('DELETE FROM workflow_dispatch');
  await expect(compareAll()).rejects.toThrow(`event ${id} has workflow null, run null and 0 dead`);
});

test('an event with both a workflow and a dead letter is told', async () => {
  const id = await commit();
  await giveUp(id);
  await start(id);
  await expect(compareAll()).rejects.toThrow('and 1 dead letters');
});

test('another run than Temporal has is told', async () => {
  const id = await commit();
  await start(id);
  workflows.set(id, [randomUUID()]);
  await expect(compareAll()).rejects.toThrow(`workflow ${id} has runs`);
});

test('a workflow that was started twice is told', async () => {
  const id = await commit();
  await start(id);
  workflows.get(id)?.push(randomUUID());
  await expect(compareAll()).rejects.toThrow(`workflow ${id} has runs`);
});

test('a workflow that runs for no event is told', async () => {
  await start(await commit());
  workflows.set('nobody', [randomUUID()]);
  await expect(compareAll()).rejects.toThrow('workflow nobody runs for no event');
});

async function compareAll() {
  return compare(admin, ledger, async () => workflows);
}

async function commit(): Promise<string> {
  const client = await admin.connect();
  const [id = ''] = await commitEvents(client, ledger);
  client.release();
  return id;
}

/** As an acknowledgement leaves it; the workflow's id is the event's. */
async function start(id: string): Promise<void> {
  const runId = randomUUID();
  workflows.set(id, [runId]);
  await admin.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [id]);
  await admin.query(
    `UPDATE domain_events SET processed_at = clock_timestamp(), event_metadata = event_metadata
       || jsonb_build_object('workflow_id', $1::text, 'workflow_run_id', $2::text)
     WHERE id = $1::uuid`,
    [id, runId],
  );
}

async function giveUp(id: string): Promise<void> {
  await admin.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [id]);
  await admin.query(
    `INSERT INTO dead_letter (event_id, event_type, request_id, code, reason, attempts)
     VALUES ($1, 'organization.bootstrap_initiated', $1, 'INTERNAL', 'no', 8)`,
    [id],
  );
}

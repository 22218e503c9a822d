import { randomUUID } from 'node:crypto';

import { createEmitEvent, type EmitEvent } from '@a4c/emit-event';
import { activityEmitterContext } from '@a4c/emit-event/temporal';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createMemoryDns, createMemoryEmail, testInvitations } from '../testing/memory-ports.ts';
import { silentLogger } from '../testing/silent-runtime.ts';
import { createActivities } from './create-activities.ts';

let database: TestDatabase;
let admin: Pool;
let worker: Pool;
let edge: Pool;
let emitAsWorker: EmitEvent;
let emitAsEdge: EmitEvent;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Pool({ connectionString: database.adminUrl });
  worker = new Pool({ connectionString: database.urlFor('worker') });
  edge = new Pool({ connectionString: database.urlFor('edge') });
  emitAsWorker = createEmitEvent({ pool: worker, context: activityEmitterContext });
  emitAsEdge = createEmitEvent({ pool: edge });
});
afterAll(async () => {
  await Promise.all([admin.end(), worker.end(), edge.end()]);
  await database[Symbol.asyncDispose]();
});

let invitationId: string;
beforeEach(async () => {
  invitationId = randomUUID();
  const organizationId = randomUUID();
  await worker.query(
    `INSERT INTO organizations_projection (id, name, slug, tier, status)
     VALUES ($1, 'Acme Corp', $2, 'free', 'active')`,
    [organizationId, `acme-${organizationId}`],
  );
  await worker.query(
    `INSERT INTO invitations_projection
       (id, organization_id, email, status, opened_by_run, expires_at)
     VALUES ($1, $2, 'ada@acme.example', 'pending', $1, clock_timestamp() + interval '1 hour')`,
    [invitationId, organizationId],
  );
});

/** Ends the invitation as a step of its workflow, before which `emitEvent` may hold it up. */
async function expire(emitEvent: EmitEvent = emitAsWorker): Promise<{ was_accepted: boolean }> {
  const activities = createActivities({
    pool: worker,
    emitEvent,
    dns: createMemoryDns(),
    email: createMemoryEmail(),
    invitations: testInvitations,
    environment: 'test',
  });
  const workflowExecution = { workflowId: `user-invitation-${invitationId}`, runId: randomUUID() };
  const environment = new MockActivityEnvironment({ workflowExecution }, { logger: silentLogger });
  const request = { invitation_id: invitationId, reason: 'not_accepted' as const };
  return environment.run(activities.expireInvitationActivity, request);
}

/** The row's step by the rule of the edge, with the edge's rights. */
async function accept(client: PoolClient): Promise<boolean> {
  await client.query('BEGIN');
  const { rowCount } = await client.query(
    `UPDATE invitations_projection SET status = 'accepted', accepted_at = clock_timestamp()
     WHERE id = $1 AND issue_number = 1 AND status = 'pending' AND expires_at > clock_timestamp()`,
    [invitationId],
  );
  if (rowCount === 0) return false;
  const acceptance = { aggregateId: invitationId, eventData: {} };
  await emitAsEdge({ eventType: 'user.invitation_accepted', ...acceptance }, { client });
  return true;
}

async function waitingSessions(): Promise<number | null> {
  const { rowCount } = await admin.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount;
}

/** Resolves once a session waits for the row that another one holds. */
async function someoneWaits(): Promise<void> {
  await expect.poll(waitingSessions).toBe(1);
}

/** What the invitation ended as, and what waits for the relay because of it. */
async function outcome() {
  const { rows } = await admin.query<{ status: string; events: string[]; queued: string[] }>(
    `SELECT status, ARRAY (
         SELECT event_type FROM domain_events WHERE aggregate_id = i.id ORDER BY sequence_number
       ) AS events, ARRAY (
         SELECT d.event_type FROM workflow_dispatch d JOIN domain_events e ON e.id = d.event_id
         WHERE e.aggregate_id = i.id
       ) AS queued
     FROM invitations_projection i WHERE id = $1`,
    [invitationId],
  );
  return rows[0];
}

test('an expiry waits for an acceptance that is being committed, and gives way to it', async () => {
  const client = await edge.connect();
  expect(await accept(client)).toBe(true);
  const expiring = expire();
  await someoneWaits();
  await client.query('COMMIT');
  client.release();
  expect(await expiring).toEqual({ was_accepted: true });
  expect(await outcome()).toEqual({
    status: 'accepted',
    events: ['user.invitation_accepted'],
    queued: ['user.invitation_accepted'],
  });
});

test('an expiry wins over an acceptance that is rolled back', async () => {
  const client = await edge.connect();
  await accept(client);
  const expiring = expire();
  await someoneWaits();
  await client.query('ROLLBACK');
  client.release();
  expect(await expiring).toEqual({ was_accepted: false });
  expect(await outcome()).toMatchObject({ status: 'expired', queued: [] });
});

test('an acceptance waits for an expiry that is being committed, and leaves no event to signal', async () => {
  const held = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const expiring = expire(async (event, options) => {
    held.resolve();
    await goOn.promise;
    return emitAsWorker(event, options);
  });
  await held.promise;
  const client = await edge.connect();
  const accepting = accept(client);
  await someoneWaits();
  goOn.resolve();
  expect(await expiring).toEqual({ was_accepted: false });
  expect(await accepting).toBe(false);
  await client.query('COMMIT');
  client.release();
  expect(await outcome()).toEqual({
    status: 'expired',
    events: ['user.invitation_expired'],
    queued: [],
  });
});

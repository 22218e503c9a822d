import { randomUUID } from 'node:crypto';

import { createEmitEvent } from '@a4c/emit-event';
import { activityEmitterContext } from '@a4c/emit-event/temporal';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createMemoryDns, createMemoryEmail, testInvitations } from '../testing/memory-ports.ts';
import { silentLogger } from '../testing/silent-runtime.ts';
import { type Activities, createActivities } from './create-activities.ts';

let database: TestDatabase;
let pool: Pool;
let activities: Activities;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.urlFor('worker') });
  activities = createActivities({
    pool,
    emitEvent: createEmitEvent({ pool, context: activityEmitterContext }),
    dns: createMemoryDns(),
    email: createMemoryEmail(),
    invitations: testInvitations,
    environment: 'test',
  });
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

let request: { event_id: string; organization_id: string };
let slug: string;
beforeEach(() => {
  request = { event_id: randomUUID(), organization_id: randomUUID() };
  slug = `acme-${randomUUID()}`;
});

/** Runs an activity as a step of a workflow's run. */
async function run<Input, Result>(
  activity: (input: Input) => Promise<Result>,
  input: Input,
  runId: string = randomUUID(),
): Promise<Result> {
  const info = {
    workflowType: 'organizationBootstrapWorkflow',
    workflowExecution: { workflowId: `org-bootstrap-${request.organization_id}`, runId },
    activityType: 'testedActivity',
  };
  const environment = new MockActivityEnvironment(info, { logger: silentLogger });
  return environment.run(activity, input);
}

async function rowsOf(sql: string, ...values: unknown[]): Promise<unknown[]> {
  return (await pool.query(sql, values)).rows;
}

const organization = () => ({ ...request, name: 'Acme Corp', slug, tier: 'free' as const });

describe('an organization', () => {
  test('that exists is not touched by a retry', async () => {
    const look = `SELECT xmin, updated_at FROM organizations_projection WHERE id = $1`;
    await run(activities.createOrganizationActivity, organization());
    const before = await rowsOf(look, request.organization_id);
    await run(activities.createOrganizationActivity, organization());
    expect(await rowsOf(look, request.organization_id)).toEqual(before);
  });

  test('that an earlier run left takes what the event says now', async () => {
    await run(activities.createOrganizationActivity, organization());
    await run(activities.createOrganizationActivity, { ...organization(), name: 'Acme Ltd' });
    expect(await rowsOf('SELECT name FROM organizations_projection WHERE slug = $1', slug)).toEqual(
      [{ name: 'Acme Ltd' }],
    );
  });

  test('that is inactive is refused for good and not deleted', async () => {
    await run(activities.createOrganizationActivity, organization());
    await rowsOf("UPDATE organizations_projection SET status = 'inactive' WHERE slug = $1", slug);
    const creating = run(activities.createOrganizationActivity, organization());
    await expect(creating).rejects.toMatchObject({
      type: 'organization_state',
      nonRetryable: true,
    });
    await run(activities.deleteOrganizationActivity, request);
    expect(await rowsOf('SELECT FROM organizations_projection WHERE slug = $1', slug)).toHaveLength(
      1,
    );
  });

  test('without an owner is not activated', async () => {
    await run(activities.createOrganizationActivity, organization());
    const activating = run(activities.activateOrganizationActivity, request);
    await expect(activating).rejects.toMatchObject({ type: 'organization_state' });
    expect(
      await rowsOf('SELECT status FROM organizations_projection WHERE slug = $1', slug),
    ).toEqual([{ status: 'provisioning' }]);
  });

  test('that another one has the slug of is told so', async () => {
    await run(activities.createOrganizationActivity, organization());
    const second = { ...organization(), organization_id: randomUUID() };
    await expect(run(activities.createOrganizationActivity, second)).rejects.toMatchObject({
      type: 'slug_taken',
      nonRetryable: true,
    });
  });
});

describe("an owner's account", () => {
  const findAccounts = 'SELECT id FROM users_projection WHERE lower(email) = lower($1)';

  test('goes with the run that made it', async () => {
    const runId = randomUUID();
    const owner_email = `owner-${runId}@acme.example`;
    await run(activities.createOwnerActivity, { ...request, owner_email }, runId);
    await run(activities.deleteOwnerActivity, request, runId);
    expect(await rowsOf(findAccounts, owner_email)).toEqual([]);
  });

  test('stays when another run has found it since', async () => {
    const runId = randomUUID();
    const owner_email = `owner-${runId}@acme.example`;
    const made = await run(activities.createOwnerActivity, { ...request, owner_email }, runId);
    const found = await run(activities.createOwnerActivity, { ...request, owner_email });
    expect(found).toEqual(made);
    await run(activities.deleteOwnerActivity, request, runId);
    expect(await rowsOf(findAccounts, owner_email)).toHaveLength(1);
  });

  test('stays when it belongs to an organization', async () => {
    const runId = randomUUID();
    const owner_email = `owner-${runId}@acme.example`;
    await run(activities.createOrganizationActivity, organization());
    const { owner_id } = await run(
      activities.createOwnerActivity,
      { ...request, owner_email },
      runId,
    );
    await run(activities.assignOwnerActivity, { ...request, owner_id });
    await run(activities.deleteOwnerActivity, request, runId);
    expect(await rowsOf(findAccounts, owner_email)).toHaveLength(1);
  });

  test('made by two runs at once is one', async () => {
    const owner_email = `owner-${randomUUID()}@acme.example`;
    const runs = [1, 2, 3, 4].map(async () =>
      run(activities.createOwnerActivity, { ...request, owner_email }),
    );
    const [first, ...others] = await Promise.all(runs);
    for (const other of others) expect(other).toEqual(first);
    expect(await rowsOf(findAccounts, owner_email)).toEqual([{ id: first?.owner_id }]);
  });
});

describe('a failure', () => {
  test('with a long reason is stored with a cut one', async () => {
    const failure = { stage: 'create_owner' as const, not_undone: [] };
    const reason = `\u0000${'😀'.repeat(1_200)}\ud800`;
    await run(activities.failBootstrapActivity, { ...request, ...failure, reason });
    const [event] = await rowsOf(
      "SELECT event_data->>'reason' AS reason FROM domain_events WHERE aggregate_id = $1",
      request.organization_id,
    );
    expect(event).toEqual({ reason: `${'😀'.repeat(999)}…` });
  });

  test('whose event breaks its contract is final', async () => {
    const failure = { stage: 'create_owner' as const, reason: 'A reason.' };
    const not_undone = Array.from({ length: 11 }, () => 'create_owner');
    await expect(
      run(activities.failBootstrapActivity, { ...request, ...failure, not_undone }),
    ).rejects.toMatchObject({ type: 'invalid_event', nonRetryable: true });
  });
});

test('a connection that breaks inside a transaction is replaced, and nothing of it is kept', async () => {
  const admin = new Pool({ connectionString: database.adminUrl, max: 1 });
  const owner_email = `owner-${randomUUID()}@acme.example`;
  const ended = Promise.withResolvers<void>();
  pool.once('acquire', (client) => client.once('end', ended.resolve));
  const emitting = createEmitEvent({ pool, context: activityEmitterContext });
  const breaking = createActivities({
    pool,
    emitEvent: async (event, transaction) => {
      const stored = await emitting(event, transaction);
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
      await ended.promise;
      return stored;
    },
    dns: createMemoryDns(),
    email: createMemoryEmail(),
    invitations: testInvitations,
    environment: 'test',
  });
  await expect(
    run(breaking.createOwnerActivity, { ...request, owner_email }),
  ).rejects.toMatchObject({ nonRetryable: false });
  await admin.end();
  const stored = `SELECT (SELECT count(*)::int FROM users_projection WHERE email = $1) AS users,
    (SELECT count(*)::int FROM domain_events WHERE event_data->>'email' = $1) AS events`;
  expect(await rowsOf(stored, owner_email)).toEqual([{ users: 0, events: 0 }]);
  await run(activities.createOwnerActivity, { ...request, owner_email });
  expect(await rowsOf(stored, owner_email)).toEqual([{ users: 1, events: 1 }]);
});

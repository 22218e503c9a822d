import { randomUUID } from 'node:crypto';

import type { EventData, WorkflowInput } from '@a4c/contracts';
import { createEmitEvent } from '@a4c/emit-event';
import { activityEmitterContext } from '@a4c/emit-event/temporal';
import { createTestDatabase, timeSkippingServerPath, uniqueTaskQueue } from '@a4c/test-harness';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Pool } from 'pg';

import { type Activities, createActivities } from '../activities/create-activities.ts';
import { bundleWorkflows } from '../bundle-workflows.ts';
import { createWorker } from '../create-worker.ts';
import type { userInvitationWorkflow } from '../workflows/user-invitation-workflow.ts';
import { createMemoryDns, createMemoryEmail, testInvitations } from './memory-ports.ts';
import { installSilentRuntime, silentLogger } from './silent-runtime.ts';

type InvitationInput = WorkflowInput<'user.invitation_initiated'>;

/** Invitations on a database of their own and a Temporal whose time skips. */
export async function createInvitationFixture() {
  installSilentRuntime();
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.urlFor('worker') });
  const relay = new Pool({ connectionString: database.urlFor('relay'), max: 1 });
  const [environment, workflowBundle] = await Promise.all([
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: timeSkippingServerPath() } },
    }),
    bundleWorkflows(silentLogger),
  ]);
  const emitEvent = createEmitEvent({ pool, context: activityEmitterContext });
  const email = createMemoryEmail();
  const activities = createActivities({
    pool,
    emitEvent,
    dns: createMemoryDns(),
    email,
    invitations: testInvitations,
    environment: 'test',
  });

  return {
    pool,
    environment,
    workflowBundle,
    email,
    activities,

    async createOrganization(): Promise<string> {
      const id = randomUUID();
      await pool.query(
        `INSERT INTO organizations_projection (id, name, slug, tier, status)
         VALUES ($1, 'Acme Corp', $2, 'free', 'active')`,
        [id, `acme-${id}`],
      );
      return id;
    },

    /** Emits the event that invites, and makes the relay's input of it. */
    async initiate(
      data: Partial<EventData<'user.invitation_initiated'>> = {},
    ): Promise<InvitationInput> {
      const event = await emitEvent({
        eventType: 'user.invitation_initiated',
        aggregateId: randomUUID(),
        eventData: {
          organization_id: data.organization_id ?? (await this.createOrganization()),
          email: data.email ?? `ada-${randomUUID()}@acme.example`,
        },
        metadata: { correlation_id: 'correlation-1', user_id: randomUUID() },
      });
      return {
        event_id: event.id,
        event_type: event.event_type,
        event_version: event.event_version,
        aggregate_id: event.aggregate_id,
        data: event.event_data,
        metadata: event.event_metadata,
      };
    },

    /** Runs a worker with these activities for as long as `use` takes. */
    async withWorker<Result>(
      using: Activities,
      use: (start: (input: InvitationInput) => ReturnType<typeof startOn>) => Promise<Result>,
    ): Promise<Result> {
      const taskQueue = uniqueTaskQueue();
      const worker = await createWorker({
        connection: environment.nativeConnection,
        namespace: 'default',
        taskQueue,
        workflowBundle,
        activities: using,
      });
      return worker.runUntil(use((input) => startOn(taskQueue, input)));
    },

    /** Accepts in the database as the edge does; the event of the acceptance, for the signal. */
    async acceptRow(
      invitationId: string,
      display_name = 'Ada Lovelace',
    ): Promise<WorkflowInput<'user.invitation_accepted'>> {
      await pool.query(
        `UPDATE invitations_projection SET status = 'accepted', accepted_at = clock_timestamp()
         WHERE id = $1 AND status = 'pending'`,
        [invitationId],
      );
      const event = await emitEvent({
        eventType: 'user.invitation_accepted',
        aggregateId: invitationId,
        eventData: { display_name },
      });
      return {
        event_id: event.id,
        event_type: event.event_type,
        event_version: event.event_version,
        aggregate_id: event.aggregate_id,
        data: event.event_data,
        metadata: event.event_metadata,
      };
    },

    /** Delivers an acceptance as the relay does. */
    async signal(
      handle: Awaited<ReturnType<typeof startOn>>,
      acceptance: WorkflowInput<'user.invitation_accepted'>,
    ): Promise<void> {
      await handle.signal('invitationAccepted', acceptance);
      await relay.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [acceptance.event_id]);
      await relay.query('UPDATE domain_events SET processed_at = clock_timestamp() WHERE id = $1', [
        acceptance.event_id,
      ]);
    },

    /** Accepts as edge and relay do. */
    async accept(handle: Awaited<ReturnType<typeof startOn>>, invitationId: string): Promise<void> {
      await this.signal(handle, await this.acceptRow(invitationId));
    },

    /** What became of an invitation: its row, its events in order, and the account with its membership. */
    async stateOf({ aggregate_id, data }: InvitationInput) {
      const row = await pool.query<{ status: string; issue_number: number }>(
        'SELECT status, issue_number FROM invitations_projection WHERE id = $1',
        [aggregate_id],
      );
      const events = await pool.query<{ event_type: string; event_data: object }>(
        `SELECT event_type, event_data FROM domain_events
         WHERE event_type <> 'user.invitation_initiated'
           AND (aggregate_id = $1 OR event_metadata->>'workflow_id' = $2)
         ORDER BY sequence_number`,
        [aggregate_id, `user-invitation-${aggregate_id}`],
      );
      const users = await pool.query<{ display_name: string | null; role: string | null }>(
        `SELECT u.display_name, m.role FROM users_projection u
         LEFT JOIN memberships_projection m ON m.user_id = u.id AND m.organization_id = $2
         WHERE lower(u.email) = lower($1)`,
        [data.email, data.organization_id],
      );
      return { row: row.rows[0], events: events.rows, users: users.rows };
    },

    async [Symbol.asyncDispose]() {
      await environment.teardown();
      await Promise.all([pool.end(), relay.end()]);
      await database[Symbol.asyncDispose]();
    },
  };

  async function startOn(taskQueue: string, input: InvitationInput) {
    return environment.client.workflow.start<typeof userInvitationWorkflow>(
      'userInvitationWorkflow',
      {
        taskQueue,
        args: [input],
        workflowId: `user-invitation-${input.aggregate_id}`,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      },
    );
  }
}

export type InvitationFixture = Awaited<ReturnType<typeof createInvitationFixture>>;

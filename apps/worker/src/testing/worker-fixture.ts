import { randomUUID } from 'node:crypto';

import type { EventData, WorkflowInput } from '@a4c/contracts';
import { createEmitEvent } from '@a4c/emit-event';
import { activityEmitterContext } from '@a4c/emit-event/temporal';
import { createTestDatabase, temporalAddress, uniqueTaskQueue } from '@a4c/test-harness';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { Pool } from 'pg';

import { type Activities, createActivities } from '../activities/create-activities.ts';
import { bundleWorkflows } from '../bundle-workflows.ts';
import { createWorker } from '../create-worker.ts';
import type { organizationBootstrapWorkflow } from '../workflows/organization-bootstrap-workflow.ts';
import { createMemoryDns, createMemoryEmail, testInvitations } from './memory-ports.ts';
import { installSilentRuntime, silentLogger } from './silent-runtime.ts';

type BootstrapInput = WorkflowInput<'organization.bootstrap_initiated'>;
export type BootstrapHandle = WorkflowHandle<typeof organizationBootstrapWorkflow>;

/** The workflows and activities on a database of their own, as the role that the worker has. */
export async function createWorkerFixture() {
  installSilentRuntime();
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.urlFor('worker') });
  const [connection, workflowBundle] = await Promise.all([
    NativeConnection.connect({ address: temporalAddress() }),
    bundleWorkflows(silentLogger),
  ]);
  const client = new Client({ connection, identity: 'a4c-test' });
  const dns = createMemoryDns();
  const email = createMemoryEmail();
  const emitEvent = createEmitEvent({ pool, context: activityEmitterContext });
  const activities = createActivities({
    pool,
    emitEvent,
    dns,
    email,
    invitations: testInvitations,
    environment: 'test',
  });

  return {
    database,
    pool,
    connection,
    client,
    workflowBundle,
    dns,
    email,
    activities,

    /** Emits the event that asks for an organization, and makes the relay's input of it. */
    async initiate(
      data: Partial<EventData<'organization.bootstrap_initiated'>> = {},
    ): Promise<BootstrapInput> {
      const unique = randomUUID();
      const event = await emitEvent({
        eventType: 'organization.bootstrap_initiated',
        aggregateId: randomUUID(),
        eventData: {
          name: 'Acme Corp',
          slug: `acme-${unique}`,
          owner_email: `owner-${unique}@acme.example`,
          tier: 'premium',
          subdomain_enabled: true,
          ...data,
        },
        metadata: { correlation_id: `correlation-${unique}`, user_id: randomUUID() },
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
      use: (start: (input: BootstrapInput) => Promise<BootstrapHandle>) => Promise<Result>,
    ): Promise<Result> {
      const taskQueue = uniqueTaskQueue();
      const settings = { connection, namespace: 'default', taskQueue, workflowBundle };
      const worker = await createWorker({ ...settings, activities: using });
      const start = async (input: BootstrapInput): Promise<BootstrapHandle> =>
        client.workflow.start<typeof organizationBootstrapWorkflow>(
          'organizationBootstrapWorkflow',
          {
            taskQueue,
            args: [input],
            workflowId: `org-bootstrap-${input.aggregate_id}`,
            workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          },
        );
      return worker.runUntil(use(start));
    },

    /** Types of all events of this bootstrap, in order, with what they say. */
    async eventsOf({ aggregate_id }: BootstrapInput): Promise<readonly EmittedEvent[]> {
      const { rows } = await pool.query<EmittedEvent>(
        `SELECT event_type, aggregate_id, event_data, event_metadata FROM domain_events
         WHERE aggregate_id = $1 OR event_metadata->>'workflow_id' = 'org-bootstrap-' || $1
         ORDER BY sequence_number`,
        [aggregate_id],
      );
      return rows;
    },

    /** What exists for the organization. */
    async stateOf({ aggregate_id, data }: BootstrapInput) {
      const organization = await pool.query<OrganizationRow>(
        'SELECT status, subdomain, owner_id FROM organizations_projection WHERE id = $1',
        [aggregate_id],
      );
      const members = await pool.query<{ user_id: string; role: string }>(
        'SELECT user_id, role FROM memberships_projection WHERE organization_id = $1',
        [aggregate_id],
      );
      const users = await pool.query<{ id: string }>(
        'SELECT id FROM users_projection WHERE lower(email) = lower($1)',
        [data.owner_email],
      );
      return {
        organization: organization.rows[0],
        members: members.rows,
        users: users.rows,
        record: dns.records.get(`${data.slug}.example.com`),
        emails: email.sent.filter(({ to }) => to === data.owner_email).length,
      };
    },

    async [Symbol.asyncDispose]() {
      await connection.close();
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type WorkerFixture = Awaited<ReturnType<typeof createWorkerFixture>>;

interface EmittedEvent {
  readonly event_type: string;
  readonly aggregate_id: string;
  readonly event_data: Record<string, unknown>;
  readonly event_metadata: Record<string, unknown>;
}

interface OrganizationRow {
  readonly status: string;
  readonly subdomain: string | null;
  readonly owner_id: string | null;
}

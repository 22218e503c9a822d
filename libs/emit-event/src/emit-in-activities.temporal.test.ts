import { fileURLToPath } from 'node:url';

import type { StoredEvent } from '@a4c/contracts';
import {
  createTestDatabase,
  temporalAddress,
  type TestDatabase,
  uniqueTaskQueue,
} from '@a4c/test-harness';
import { activityInfo } from '@temporalio/activity';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createEmitEvent } from './index.ts';
import { activityEmitterContext } from './temporal.ts';

// Attempts fail on purpose here; the worker warns of each.
Runtime.install({ logger: new DefaultLogger('ERROR') });

let database: TestDatabase;
let pool: Pool;
let connection: Connection;
let native: NativeConnection;
let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.urlFor('worker'), max: 4 });
  [connection, native, workflowBundle] = await Promise.all([
    Connection.connect({ address: temporalAddress() }),
    NativeConnection.connect({ address: temporalAddress() }),
    bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('testing/emitting-workflow.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([connection.close(), native.close(), pool.end()]);
  await database[Symbol.asyncDispose]();
});

const emitEvent = createEmitEvent({
  pool: { query: async (config) => pool.query(config) },
  context: activityEmitterContext,
});

async function emitUser(aggregateId: string, email = 'a@b.example'): Promise<void> {
  await emitEvent({ eventType: 'user.created', aggregateId, eventData: { email } });
}

/** The first two attempts fail. */
function failTwice(): void {
  if (activityInfo().attempt < 3) throw new Error('This attempt fails on purpose.');
}

const activities = {
  emitOnceActivity: emitUser,
  async emitThenFailActivity(aggregateId: string) {
    await emitUser(aggregateId, `attempt-${activityInfo().attempt}@b.example`);
    failTwice();
  },
  async emitTwiceThenFailActivity(aggregateId: string) {
    await emitUser(aggregateId, 'first@b.example');
    await emitUser(aggregateId, 'second@b.example');
    failTwice();
  },
  async emitTwoKindsThenFailActivity(aggregateId: string) {
    await emitUser(aggregateId);
    await emitEvent({
      eventType: 'organization.owner_assigned',
      aggregateId,
      eventData: { user_id: aggregateId },
    });
    failTwice();
  },
  async emitInTransactionActivity(aggregateId: string) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await emitEvent(
        { eventType: 'user.created', aggregateId, eventData: { email: 'a@b.example' } },
        { client },
      );
      await client.query(activityInfo().attempt < 3 ? 'ROLLBACK' : 'COMMIT');
    } finally {
      client.release();
    }
    failTwice();
  },
  async emitWithAnIdActivity(aggregateId: string) {
    await emitEvent({
      eventType: 'user.created',
      aggregateId,
      eventData: { email: 'a@b.example' },
      eventId: aggregateId,
    });
    failTwice();
  },
};

test("an event of an activity says its workflow, run, type and the activity's function", async () => {
  const { events, handle } = await run(['emitOnceActivity']);
  expect(events).toMatchObject([
    {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/),
      event_metadata: {
        timestamp: expect.any(String),
        workflow_id: handle.workflowId,
        workflow_run_id: handle.firstExecutionRunId,
        workflow_type: 'emittingWorkflow',
        activity_id: 'emitOnceActivity',
      },
    },
  ]);
});

test('an activity that fails after it has emitted, and is retried, stores the first event once', async () => {
  const { events } = await run(['emitThenFailActivity']);
  expect(emailsOf(events)).toEqual(['attempt-1@b.example']);
});

test('two emissions of one type in one attempt store two events, however often it is retried', async () => {
  const { events } = await run(['emitTwiceThenFailActivity']);
  expect(emailsOf(events)).toEqual(['first@b.example', 'second@b.example']);
});

test('two types in one attempt store one event each', async () => {
  const { events } = await run(['emitTwoKindsThenFailActivity']);
  expect(events.map(({ event_type }) => event_type)).toEqual([
    'user.created',
    'organization.owner_assigned',
  ]);
});

test('two activities of one type store an event each', async () => {
  const { events } = await run(['emitOnceActivity', 'emitOnceActivity', 'emitThenFailActivity']);
  expect(events).toHaveLength(3);
});

test('two workflows store an event each', async () => {
  const aggregateId = crypto.randomUUID();
  await run(['emitOnceActivity'], aggregateId);
  const { events } = await run(['emitOnceActivity'], aggregateId);
  expect(events).toHaveLength(2);
});

test('a transaction that was rolled back with its attempt emits when it commits', async () => {
  const { events } = await run(['emitInTransactionActivity']);
  expect(events).toHaveLength(1);
});

test('an id that the activity gives stands above the derived one', async () => {
  const { events } = await run(['emitWithAnIdActivity']);
  expect(events.map(({ id, aggregate_id }) => id === aggregate_id)).toEqual([true]);
});

test('activities that run side by side do not share their counts', async () => {
  const ids = Array.from({ length: 8 }, () => crypto.randomUUID());
  const results = await Promise.all(ids.map(async (id) => run(['emitTwiceThenFailActivity'], id)));
  expect(results.map(({ events }) => emailsOf(events))).toEqual(
    ids.map(() => ['first@b.example', 'second@b.example']),
  );
});

test('outside of an activity there is no context', () => {
  expect(activityEmitterContext()).toBeUndefined();
});

/** Runs a workflow of these activities to its end. */
async function run(
  names: readonly (keyof typeof activities)[],
  aggregateId: string = crypto.randomUUID(),
): Promise<{ events: StoredEvent[]; handle: WorkflowHandle & { firstExecutionRunId: string } }> {
  const taskQueue = uniqueTaskQueue();
  const worker = await Worker.create({ connection: native, taskQueue, workflowBundle, activities });
  const handle = await worker.runUntil(async () => {
    const started = await new Client({ connection }).workflow.start('emittingWorkflow', {
      taskQueue,
      workflowId: taskQueue,
      args: [names, aggregateId],
    });
    await started.result();
    return started;
  });
  const { rows } = await pool.query<StoredEvent>(
    'SELECT * FROM domain_events WHERE aggregate_id = $1 ORDER BY sequence_number',
    [aggregateId],
  );
  return { events: rows, handle };
}

function emailsOf(events: readonly StoredEvent[]): unknown[] {
  return events.map(({ event_data }) => event_data['email']);
}

import { randomBytes, randomUUID } from 'node:crypto';

import { appEntry, startProcess } from '@a4c/dev-stack';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import type { EventShape } from '../load/insert-events.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart, startOf, status } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';

/** Events of types that start nothing by their contracts, and what is wrong with the routes they get. */
const poison = {
  longId: { eventType: 'user.created', data: { email: 'owner@acme.example' } },
  noQueue: { eventType: 'organization.owner_assigned', data: { user_id: randomUUID() } },
  unknown: { eventType: 'organization.subdomain_provisioned', data: { subdomain: 'a.example' } },
};

const attachment = (bytes: number): EventShape => ({ metadata: { attachment: 'x'.repeat(bytes) } });

faultTest(
  {
    number: 10,
    fault: 'input of 1, 3, 5 MB, refused by Temporal, always INTERNAL, unknown to the worker',
    quick: { 'events/s': 20, 'first back-off ms': 50 },
    full: { 'events/s': 30, 'first back-off ms': 500 },
    timeoutS: { quick: 60, full: 200 },
  },
  async ({ 'events/s': perSecond, 'first back-off ms': baseBackoffMs }, figures) => {
    await using world = await createWorld();
    await routePoison(world);
    const cursed = new Set<string>();
    const proxy = world.use(
      await startGrpcProxy(world.temporal.address, async (call, forward) =>
        isStart(call) && cursed.has(startOf(call).requestId)
          ? { status: status.internal, message: 'shard status unknown' }
          : forward(),
      ),
    );
    const relay = await world.startRelay({
      TEMPORAL_ADDRESS: proxy.address,
      A4C_RELAY_BASE_BACKOFF_MS: String(baseBackoffMs),
    });
    await startWorker(world);
    const { ledger } = world;
    const load = world.startLoad({ perSecond });
    await load.committed(perSecond);

    const commit = async (shape: EventShape): Promise<string> => {
      const [id = ''] = await world.commit(shape);
      return id;
    };
    const megabyte = await commit(attachment(1_000_000));
    const large = await commit(attachment(3_000_000));
    const larger = await commit(attachment(5_000_000));
    const longId = await commit(poison.longId);
    const noQueue = await commit(poison.noQueue);
    const unknown = await commit(poison.unknown);
    const internal = randomUUID();
    cursed.add(internal);
    await world.commit({ ids: [internal] });

    await world.until(`EXISTS (SELECT FROM dead_letter WHERE event_id = '${internal}')`, 120_000);
    await load.stop();
    await world.untilDispatched(10_000);
    const endings = {
      '1 MB': await endingOf(world, megabyte),
      '3 MB': await endingOf(world, large),
      '5 MB': await endingOf(world, larger),
      'id over 255': await endingOf(world, longId),
      'no task queue': await endingOf(world, noQueue),
      'always INTERNAL': await endingOf(world, internal),
      'unknown to the worker': await endingOf(world, unknown),
    };
    const neighbours = (await listDeliveries(world.admin, ledger)).filter(
      ({ id }) => id !== megabyte,
    );
    const worst = Math.max(...neighbours.map((one) => waitOf(one)));
    figures({
      ...endings,
      'worst wait of the neighbours ms': worst,
      ...(await world.compare()),
    });
    expect(endings).toEqual({
      '1 MB': 'started',
      '3 MB': 'input_too_large',
      '5 MB': 'input_too_large',
      'id over 255': 'workflow_id_too_long',
      'no task queue': 'INVALID_ARGUMENT',
      'always INTERNAL': 'INTERNAL',
      'unknown to the worker': 'started, workflow task failed',
    });
    expect(worst).toBeLessThan(2_000);
    expect(relay.log.filter(({ msg }) => msg === 'suspended')).toEqual([]);
  },
);

async function routePoison(world: World): Promise<void> {
  await world.admin.query(
    `INSERT INTO workflow_route (event_type, workflow_type, workflow_id_template, task_queue)
     VALUES ($1, 'longIdWorkflow', repeat('x', 256), 'nobody'),
       ($2, 'noQueueWorkflow', '{event_id}', ''),
       ($3, 'unheardOfWorkflow', '{event_id}', 'invitations')`,
    [poison.longId.eventType, poison.noQueue.eventType, poison.unknown.eventType],
  );
}

/** Polls a task queue whose plain events are not of this test. */
async function startWorker(world: World): Promise<void> {
  const worker = await startProcess({
    name: 'worker',
    entry: appEntry('worker'),
    env: {
      DATABASE_URL: world.postgres.urlFor('worker'),
      TEMPORAL_ADDRESS: world.temporal.address,
      A4C_TASK_QUEUES: 'invitations',
      A4C_WORKER_HEALTH_PORT: '0',
      A4C_INVITATION_SECRET: randomBytes(32).toString('hex'),
    },
  });
  world.use({ [Symbol.asyncDispose]: async () => worker.stop() });
}

/** What a person sees of an event: that it was started, and how its workflow fares, or the code of its dead letter. */
async function endingOf(world: World, id: string): Promise<string> {
  const { rows } = await world.admin.query<{ status: string; workflow_id: string; code: string }>(
    `SELECT s.status, s.workflow_id, l.code FROM event_status($1) s
     LEFT JOIN dead_letter l ON l.event_id = s.event_id`,
    [id],
  );
  const { status: ending, workflow_id: workflowId = '', code } = rows[0] ?? {};
  if (ending !== 'started') return code ?? ending ?? 'lost';
  const { pendingWorkflowTask } = await world.connection.workflowService.describeWorkflowExecution({
    namespace: 'default',
    execution: { workflowId },
  });
  // Temporal shows attempts and their failure to whoever looks at the workflow.
  return (pendingWorkflowTask?.attempt ?? 0) > 1 ? 'started, workflow task failed' : ending;
}

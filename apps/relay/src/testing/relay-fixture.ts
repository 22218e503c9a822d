import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';

import { createTestDatabase, temporalAddress, uniqueTaskQueue } from '@a4c/test-harness';
import { Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { Pool, type PoolClient } from 'pg';

import { readRelayConfig, type RelayConfig } from '../config.ts';
import { createRelay, type Relay } from '../relay.ts';
import { connectTemporal } from '../starting/temporal-connection.ts';
import { createTemporalStarter } from '../starting/temporal-starter.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

/** A database of its own, the shared Temporal server, and relays that are stopped with the fixture. */
export async function createRelayFixture() {
  const database = await createTestDatabase();
  const owner = new Pool({ connectionString: database.ownerUrl, max: 4 });
  const service = new Pool({ connectionString: database.urlFor('service'), max: 4 });
  const temporalConnection = await Connection.connect({ address: temporalAddress() });
  const taskQueue = uniqueTaskQueue();
  await owner.query("UPDATE workflow_route SET task_queue = $1 WHERE kind = 'start'", [taskQueue]);

  function startRelay(
    settings: Partial<RelayConfig> = {},
    address = temporalAddress(),
    namespace = 'default',
  ): Relay & AsyncDisposable {
    const client = connectTemporal({ connectionOptions: { address }, namespace });
    const config = {
      ...readRelayConfig({ DATABASE_URL: database.urlFor('relay') }),
      ...settings,
    };
    const relay = createRelay(config, createTemporalStarter(client, config));
    recordHistory(relay);
    relay.start();
    return Object.assign(relay, {
      async [Symbol.asyncDispose]() {
        await relay.stop();
        await client.connection.close();
      },
    });
  }

  async function completeNext(): Promise<void> {
    const { taskToken } = await temporalConnection.withDeadline(Date.now() + 30_000, () =>
      temporalConnection.workflowService.pollWorkflowTaskQueue({
        namespace: 'default',
        taskQueue: { name: taskQueue },
        identity: 'relay-test',
      }),
    );
    await temporalConnection.workflowService.respondWorkflowTaskCompleted({
      namespace: 'default',
      taskToken,
      identity: 'relay-test',
      commands: [
        {
          commandType: temporal.api.enums.v1.CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
          completeWorkflowExecutionCommandAttributes: {},
        },
      ],
    });
  }

  return {
    database,
    owner,
    service,
    taskQueue,
    temporal: temporalConnection.workflowService,
    startRelay,

    /** Runs SQL as the role with a service role's rights. */
    async insertBootstrap(
      options: { aggregateId?: string; name?: string; metadata?: object } = {},
      client: Pool | PoolClient = service,
    ) {
      const { rows } = await client.query<{ id: string; aggregate_id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
         VALUES ('organization.bootstrap_initiated', 'organization', $1, $2, $3)
         RETURNING id, aggregate_id`,
        [
          options.aggregateId ?? randomUUID(),
          {
            name: options.name ?? 'Acme Corp',
            slug: 'acme-corp',
            owner_email: 'owner@acme.example',
            tier: 'free',
            subdomain_enabled: false,
          },
          { timestamp: new Date().toISOString(), tags: ['test'], ...options.metadata },
        ],
      );
      return present(rows[0]);
    },

    /** Has `organization.owner_assigned` signal the organization's bootstrap; call it once. */
    async routeSignals(): Promise<void> {
      await owner.query(
        `INSERT INTO workflow_route (event_type, kind, workflow_type, workflow_id_template, signal_name)
         VALUES ('organization.owner_assigned', 'signal', 'organizationBootstrapWorkflow',
           'org-bootstrap-{aggregate_id}', 'ownerAssigned')`,
      );
    },

    async insertSignal(aggregateId: string, client: Pool | PoolClient = service) {
      const { rows } = await client.query<{ id: string; aggregate_id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
         VALUES ('organization.owner_assigned', 'organization', $1, $2, $3)
         RETURNING id, aggregate_id`,
        [aggregateId, { user_id: randomUUID() }, { timestamp: new Date().toISOString() }],
      );
      return present(rows[0]);
    },

    /** Makes the event as a relay left it that died after the call: still to be dispatched. */
    async forgetAcknowledgement(id: string): Promise<void> {
      await owner.query('ALTER TABLE domain_events DISABLE TRIGGER USER');
      await owner.query(
        `UPDATE domain_events SET processed_at = NULL,
           event_metadata = event_metadata - 'workflow_id' - 'workflow_run_id' - 'workflow_type' WHERE id = $1`,
        [id],
      );
      await owner.query('ALTER TABLE domain_events ENABLE TRIGGER USER');
    },

    /** What the workflow's history says of signals: name and argument of each. */
    async signalsOf(workflowId: string) {
      const { history } = await temporalConnection.workflowService.getWorkflowExecutionHistory({
        namespace: 'default',
        execution: { workflowId },
      });
      return (history?.events ?? []).flatMap(
        ({ workflowExecutionSignaledEventAttributes: signal }) =>
          signal == null
            ? []
            : [
                {
                  name: signal.signalName,
                  input: defaultPayloadConverter.fromPayload<{ event_id: string }>(
                    present(signal.input?.payloads?.[0]),
                  ),
                },
              ],
      );
    },

    async findEvent(id: string) {
      const { rows } = await owner.query<StoredRow>('SELECT * FROM domain_events WHERE id = $1', [
        id,
      ]);
      return present(rows[0]);
    },

    async statusOf(id: string): Promise<string> {
      const { rows } = await owner.query<{ status: string }>(
        'SELECT status FROM event_status($1)',
        [id],
      );
      return present(rows[0]).status;
    },

    async reprocess(id: string): Promise<void> {
      const operator = new Pool({ connectionString: database.urlFor('operator'), max: 1 });
      await operator.query(
        'UPDATE domain_events SET processed_at = NULL, retry_count = 0, processing_error = NULL WHERE id = $1',
        [id],
      );
      await operator.end();
    },

    /** All runs that Temporal lists for a workflow id; the oracle. The list follows the start by a moment. */
    async runsOf(workflowId: string) {
      const { executions } = await temporalConnection.workflowService.listWorkflowExecutions({
        namespace: 'default',
        query: `WorkflowId = '${workflowId}'`,
      });
      return executions.map((found) => found.execution?.runId);
    },

    /** Ends workflows as their own code would, without a worker, until this one has ended. */
    async completeBootstrap(aggregateId: string): Promise<void> {
      for (;;) {
        await completeNext();
        const { workflowExecutionInfo } =
          await temporalConnection.workflowService.describeWorkflowExecution({
            namespace: 'default',
            execution: { workflowId: `org-bootstrap-${aggregateId}` },
          });
        if (workflowExecutionInfo?.closeTime) return;
      }
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([owner.end(), service.end(), temporalConnection.close()]);
      await database[Symbol.asyncDispose]();
    },
  };
}

export interface StoredRow {
  readonly id: string;
  readonly event_metadata: Record<string, unknown>;
  readonly processed_at: Date | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
}

type Told = 'acknowledged' | 'failed' | 'deadLettered';

/** What each relay has told so far: a test may ask after the fact. */
const histories = new WeakMap<Relay, string[]>();

function recordHistory(relay: Relay): void {
  const history: string[] = [];
  histories.set(relay, history);
  for (const name of ['acknowledged', 'failed', 'deadLettered'] as const) {
    relay.lifecycle.prependListener(name, ({ eventId }: { eventId: string }) =>
      history.push(`${name} ${eventId}`),
    );
  }
}

/** Resolves when the relay has told of this event for the nth time. */
export async function told(relay: Relay, name: Told, eventId: string, nth = 1): Promise<void> {
  const history = present(histories.get(relay));
  while (history.filter((line) => line === `${name} ${eventId}`).length < nth) {
    await once(relay.lifecycle, name);
  }
}

/** A TCP proxy that can refuse and cut connections: a server that goes down and comes back. */
export async function createCuttableProxy(target: string) {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let isUp = false;
  const server = createServer((client) => {
    if (!isUp) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    up() {
      isUp = true;
    },
    down() {
      isUp = false;
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      this.down();
      server.close();
      await once(server, 'close');
    },
  };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('Nothing was found where the test arranged something.');
  return value;
}

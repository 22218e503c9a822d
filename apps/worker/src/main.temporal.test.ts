import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import {
  createTestDatabase,
  temporalAddress,
  type TestDatabase,
  uniqueTaskQueue,
} from '@a4c/test-harness';
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createTcpGate } from './testing/tcp-gate.ts';
import { type LogLine, startWorkerProcess } from './testing/worker-process.ts';

let database: TestDatabase;
let admin: Pool;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Pool({ connectionString: database.adminUrl });
  connection = await Connection.connect({ address: temporalAddress() });
});
afterAll(async () => {
  await connection.close();
  await admin.end();
  await database[Symbol.asyncDispose]();
});

let taskQueue: string;
let environment: Record<string, string>;
beforeEach(() => {
  taskQueue = uniqueTaskQueue();
  environment = {
    DATABASE_URL: database.urlFor('worker'),
    TEMPORAL_ADDRESS: temporalAddress(),
    A4C_TASK_QUEUES: taskQueue,
    A4C_ENVIRONMENT: 'test',
    A4C_INVITATION_SECRET: 'a secret of at least thirty-two bytes',
  };
});

/** Starts a bootstrap as the relay would. */
async function startBootstrap() {
  const id = randomUUID();
  const input = {
    event_id: randomUUID(),
    event_type: 'organization.bootstrap_initiated',
    event_version: 1,
    aggregate_id: id,
    data: {
      name: 'Acme Corp',
      slug: `acme-${id}`,
      owner_email: `owner-${id}@acme.example`,
      tier: 'free',
      subdomain_enabled: true,
    },
    metadata: { timestamp: new Date().toISOString(), correlation_id: `correlation-${id}` },
  };
  const client = new Client({ connection });
  const workflowId = `org-bootstrap-${id}`;
  const options = { taskQueue, workflowId, args: [input] };
  const handle = await client.workflow.start('organizationBootstrapWorkflow', options);
  return { handle, input };
}

const isReady = (line: LogLine): boolean => line['msg'] === 'ready';

async function readyz(ready: LogLine): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${String(ready['health_url'])}/readyz`);
  return { status: response.status, body: await response.json() };
}

async function statusOf(organizationId: string): Promise<unknown> {
  const sql = 'SELECT status FROM organizations_projection WHERE id = $1';
  return (await admin.query(sql, [organizationId])).rows;
}

test('the process says when it is ready, bootstraps, logs ids but no address, and ends at SIGTERM', async () => {
  await using worker = startWorkerProcess({ ...environment, A4C_LOG_LEVEL: 'debug' });
  const ready = await worker.logged(isReady);
  expect(ready).toMatchObject({ service: 'worker', health_url: expect.stringMatching(/^http:/) });
  expect(await readyz(ready)).toEqual({ status: 200, body: { ready: true, reasons: [] } });

  const { handle, input } = await startBootstrap();
  await handle.result();
  expect(await statusOf(input.aggregate_id)).toEqual([{ status: 'active' }]);

  worker.child.kill('SIGTERM');
  expect(await worker.exit).toBe(0);
  expect(worker.errors()).toBe('');
  const completed = worker.lines.filter(({ msg }) => msg === 'Activity completed');
  expect(completed).toHaveLength(6);
  for (const line of completed) {
    expect(line).toMatchObject({
      service: 'worker',
      event_id: input.event_id,
      correlation_id: input.metadata.correlation_id,
      workflowId: `org-bootstrap-${input.aggregate_id}`,
    });
  }
  expect(JSON.stringify(worker.lines)).not.toContain(input.data.owner_email);
  expect(JSON.stringify(worker.lines)).not.toContain('Acme Corp');
});

test('a configuration that cannot be used ends the process with everything that is wrong', async () => {
  await using worker = startWorkerProcess({ A4C_DNS: 'bind', A4C_ENVIRONMENT: 'Live Site' });
  expect(await worker.exit).toBe(1);
  expect(worker.errors()).toMatch(/DATABASE_URL.*A4C_ENVIRONMENT.*A4C_DNS/s);
  expect(worker.lines).toEqual([]);
});

test('a route to a workflow that the worker does not have is an error in the log', async () => {
  await admin.query(
    `INSERT INTO workflow_route (event_type, workflow_type, workflow_id_template, task_queue)
     VALUES ('ghost.seen', 'ghostWorkflow', 'ghost-{event_id}', $1)`,
    [taskQueue],
  );
  await using worker = startWorkerProcess(environment);
  await worker.logged(isReady);
  expect(worker.lines).toContainEqual(
    expect.objectContaining({
      level: 50,
      event_type: 'ghost.seen',
      workflow_type: 'ghostWorkflow',
      task_queue: taskQueue,
    }),
  );
});

test('a Temporal that is down at the start is waited for, and one that goes away is told', async () => {
  await using gate = await createTcpGate(temporalAddress());
  await gate.close();
  await using worker = startWorkerProcess({ ...environment, TEMPORAL_ADDRESS: gate.address });
  const starting = await worker.logged(({ msg }) => msg === 'starting');
  await worker.logged(({ msg }) => msg === 'not ready');
  expect(await readyz(starting)).toMatchObject({
    status: 503,
    body: {
      ready: false,
      reasons: expect.arrayContaining([
        expect.stringContaining(`Temporal at ${gate.address} cannot be used`),
      ]),
    },
  });
  await gate.open();
  const ready = await worker.logged(isReady);
  expect(await readyz(ready)).toMatchObject({ status: 200 });

  const before = worker.lines.length;
  await gate.close();
  await worker.logged(
    (line) => line['msg'] === 'not ready' && worker.lines.indexOf(line) >= before,
  );
  expect(await readyz(ready)).toMatchObject({ status: 503 });
  await gate.open();
  const { handle } = await startBootstrap();
  await handle.result();
});

test('a signal before it is ready ends the process', async () => {
  await using gate = await createTcpGate(temporalAddress());
  await gate.close();
  await using worker = startWorkerProcess({ ...environment, TEMPORAL_ADDRESS: gate.address });
  await worker.logged(({ msg }) => msg === 'not ready');
  worker.child.kill('SIGTERM');
  expect(await worker.exit).toBe(0);
});

test('a Temporal that is frozen does not keep an idle worker from ending', async () => {
  await using gate = await createTcpGate(temporalAddress());
  await using worker = startWorkerProcess({ ...environment, TEMPORAL_ADDRESS: gate.address });
  await worker.logged(isReady);
  gate.freeze();
  worker.child.kill('SIGTERM');
  expect(await worker.exit).toBe(0);
  expect(worker.lines).toContainEqual(
    expect.objectContaining({ level: 40, msg: expect.stringContaining('was not told') }),
  );
  expect(worker.lines.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('a database that drops its connections and refuses new ones is waited for', async () => {
  await using worker = startWorkerProcess(environment);
  const ready = await worker.logged(isReady);
  await (await startBootstrap()).handle.result();
  // Superusers are not counted.
  await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'a4c-worker'`,
  );
  const { handle, input } = await startBootstrap();
  await worker.logged(({ msg }) => msg === 'not ready');
  expect(await readyz(ready)).toMatchObject({ status: 503 });
  await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
  await handle.result();
  expect(await statusOf(input.aggregate_id)).toEqual([{ status: 'active' }]);
});

test('SIGTERM lets a running activity end; a second signal does not wait', async () => {
  await using mail = await startSlowMailServer();
  const smtp = {
    A4C_EMAIL: 'smtp',
    A4C_EMAIL_FROM: 'hello@example.com',
    A4C_SMTP_URL: mail.url,
    A4C_INVITATION_URL: 'https://app.test/join#{invitation_id}/{token}',
  };
  await using patient = startWorkerProcess({ ...environment, ...smtp });
  await patient.logged(isReady);
  const { input } = await startBootstrap();
  const takeMail = await mail.nextMail();
  patient.child.kill('SIGTERM');
  await patient.logged(({ msg }) => msg === 'stopping');
  takeMail();
  expect(await patient.exit).toBe(0);
  const sent = await admin.query('SELECT FROM sent_emails WHERE message_id = $1', [
    `welcome.${input.aggregate_id}@example.com`,
  ]);
  expect(sent.rowCount).toBe(1);

  await using hasty = startWorkerProcess({ ...environment, ...smtp });
  await hasty.logged(isReady);
  await startBootstrap();
  await mail.nextMail();
  // A second one that follows at once counts as the same request.
  const impatience = setInterval(() => hasty.child.kill('SIGTERM'), 50);
  expect(await hasty.exit.finally(() => clearInterval(impatience))).toBe(1);
});

/** A mail server that takes an e-mail only when it is told to. */
async function startSlowMailServer() {
  const arrived: (() => void)[] = [];
  const waiting: ((take: () => void) => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => {
        const next = waiting.shift();
        if (next === undefined) arrived.push(done);
        else next(done);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async nextMail(): Promise<() => void> {
      return arrived.shift() ?? new Promise((resolve) => waiting.push(resolve));
    },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

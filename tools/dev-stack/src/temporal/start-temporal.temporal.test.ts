import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { Connection } from '@temporalio/client';
import { afterEach, expect, test, vi } from 'vitest';

import { startTemporal } from './start-temporal.ts';

afterEach(() => vi.unstubAllEnvs());

test('a dev server of our own answers for its namespace, serves its UI, and ends on stop', async () => {
  vi.stubEnv('TEMPORAL_ADDRESS', '');
  const log: string[] = [];
  const temporal = await startTemporal({
    ui: true,
    dynamicConfig: {
      'frontend.namespaceRPS': 5_000,
      'frontend.enableUpdateWorkflowExecution': true,
    },
    log: (line) => log.push(line),
  });
  expect(log).toContainEqual(expect.stringMatching(/^Temporal: (temporal on the PATH|cache) \(/));
  expect(temporal.address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect((await fetch(temporal.uiUrl ?? '')).status).toBe(200);
  await temporal.stop();
  expect(await temporal.exited).toMatchObject({ signal: 'SIGKILL' });
  await expect(
    Connection.connect({ address: temporal.address, connectTimeout: 500 }),
  ).rejects.toThrow('Failed to connect before the deadline');
});

test('TEMPORAL_ADDRESS is taken before anything is started, and not stopped', async () => {
  await using own = await startTemporal();
  vi.stubEnv('TEMPORAL_ADDRESS', own.address);
  const found = await startTemporal();
  expect(found).toMatchObject({ address: own.address, source: 'TEMPORAL_ADDRESS' });
  await found.stop();
  const connection = await Connection.connect({ address: own.address });
  await connection.close();
});

test('a server on the file and port of an earlier one goes on with its workflows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
  const databaseFile = join(folder, 'temporal.db');
  vi.stubEnv('TEMPORAL_ADDRESS', 'localhost:1');
  try {
    const first = await startTemporal({ databaseFile });
    const runId = await onConnection(first.address, async ({ workflowService }) => {
      const started = await workflowService.startWorkflowExecution({
        namespace: 'default',
        requestId: 'once',
        workflowId: 'kept',
        workflowType: { name: 'keptWorkflow' },
        taskQueue: { name: 'kept' },
      });
      return started.runId;
    });
    await first.stop();
    const port = Number(first.address.split(':')[1]);
    await using second = await startTemporal({ databaseFile, port });
    expect(second.address).toBe(first.address);
    const found = await onConnection(first.address, async ({ workflowService }) =>
      workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: 'kept' },
      }),
    );
    expect(found.workflowExecutionInfo?.execution?.runId).toBe(runId);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a program on the PATH that ends while starting is reported with its output', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
  const program = `#!/bin/sh
    if [ "$1" = --version ]; then echo "temporal version 1.9.1"; exit 0; fi
    echo "unknown flag" >&2; exit 7`;
  await writeFile(join(folder, 'temporal'), program, { mode: 0o755 });
  vi.stubEnv('TEMPORAL_ADDRESS', '');
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  try {
    await expect(startTemporal()).rejects.toMatchObject({
      code: 'process_failed',
      process: 'temporal',
      message: 'temporal ended with code 7 while starting. Its last output:\n  unknown flag',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function onConnection<Result>(
  address: string,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await Connection.connect({ address });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

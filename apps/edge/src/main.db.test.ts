import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { acme, signTestToken, tokenRules } from './testing/edge-under-test.ts';

interface Line {
  readonly msg: string;
  readonly service: string;
  readonly url?: string;
  readonly health_url?: string;
}

let database: TestDatabase;
const started: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

function startMain(environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  /** The next line with this message; undefined when the process ends before. */
  const line = async (message: string): Promise<Line | undefined> => {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one line after the other
      const next = await lines.next();
      if (next.done === true) return undefined;
      const parsed: Line = JSON.parse(next.value);
      if (parsed.msg === message) return parsed;
    }
  };
  return { child, line, exited, stderr: text(child.stderr) };
}

function complete(): Record<string, string> {
  return {
    DATABASE_URL: database.urlFor('edge'),
    A4C_EDGE_PORT: '0',
    A4C_JWT_ISSUER: tokenRules.issuer,
    A4C_JWT_AUDIENCE: tokenRules.audience,
    A4C_INVITATION_SECRET: 'a secret that only the tests know of',
    A4C_JWT_SECRET: new TextDecoder().decode(tokenRules.key.secret),
  };
}

test('a configuration that lacks everything ends the process with every problem on stderr', async () => {
  const { exited, stderr, line } = startMain({});
  expect(await line('listening')).toBeUndefined();
  expect((await exited)[0]).toBe(1);
  const message = await stderr;
  for (const name of ['DATABASE_URL', 'A4C_JWT_ISSUER', 'A4C_JWT_AUDIENCE', 'A4C_JWT_SECRET']) {
    expect(message).toContain(name);
  }
});

test('the ready line names the url; SIGTERM finishes the request in flight and exits with 0', async () => {
  const { child, line, exited } = startMain(complete());
  const ready = await line('ready');
  expect(ready).toMatchObject({ service: 'edge', url: ready?.health_url });
  expect((await fetch(`${ready?.health_url}/readyz`)).status).toBe(200);

  const blocker = new Client({ connectionString: database.adminUrl });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE domain_events IN ACCESS EXCLUSIVE MODE');
  const pending = fetch(`${ready?.url}/create-organization`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await signTestToken()}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(acme),
  });
  await waitForBlockedInsert(blocker);
  child.kill('SIGTERM');
  expect(await line('stopping')).toBeDefined();
  await blocker.query('ROLLBACK');
  await blocker.end();
  const response = await pending;
  expect(response.status).toBe(202);
  expect(response.headers.get('Connection')).toBe('close');
  expect(await exited).toEqual([0, null]);
});

test('without a database it serves, says why it is not ready, and ends on SIGTERM', async () => {
  const { child, line, exited } = startMain({
    ...complete(),
    DATABASE_URL: 'postgres://edge:secret@127.0.0.1:1/a4c',
  });
  const listening = await line('listening');
  expect(await line('not ready')).toMatchObject({
    reasons: [expect.stringContaining('ECONNREFUSED')],
  });
  const readiness = await fetch(`${listening?.url}/readyz`);
  expect(readiness.status).toBe(503);
  const body = await readiness.text();
  expect(body).not.toContain('secret');
  child.kill('SIGTERM');
  await exited;
});

async function waitForBlockedInsert(client: Client): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- until the server says so
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = $1 AND application_name = 'a4c-edge'
       AND wait_event_type = 'Lock'`,
      [database.name],
    );
    if (rowCount !== 0) return;
    // pg_stat_activity is read once a transaction unless told otherwise.
    // oxlint-disable-next-line no-await-in-loop -- until the server says so
    await client.query('SELECT pg_stat_clear_snapshot()');
  }
}

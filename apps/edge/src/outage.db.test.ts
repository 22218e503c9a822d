import { createTestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  acme,
  type EdgeUnderTest,
  jsonOf,
  signTestToken,
  startEdgeUnderTest,
} from './testing/edge-under-test.ts';

let edge: EdgeUnderTest;
let authorization: { Authorization: string };

beforeEach(async () => {
  edge = await startEdgeUnderTest(await createTestDatabase(), { maxConnections: 1 });
  authorization = { Authorization: `Bearer ${await signTestToken()}` };
});
afterEach(async () => {
  await edge[Symbol.asyncDispose]();
});

const create = () => edge.post('/create-organization', acme, authorization);

async function readiness() {
  const response = await fetch(`${edge.url}/readyz`);
  return { status: response.status, body: await response.json() };
}

test('an exhausted pool is 503 with Retry-After, and the edge recovers', async () => {
  const held = await edge.pool.connect();
  const refused = await create();
  held.release();
  expect(refused.status).toBe(503);
  expect(refused.headers.get('Retry-After')).toBe('5');
  const problem = await jsonOf(refused);
  expect(problem).toMatchObject({ code: 'database_unavailable' });
  const stored = await edge.sql('SELECT FROM domain_events WHERE id = $1', [problem.event_id]);
  expect(stored).toEqual([]);
  expect((await create()).status).toBe(202);
});

test('a database that refuses connections is 503 and not ready; health goes on', async () => {
  await edge.sql(`ALTER DATABASE ${edge.database.name} CONNECTION LIMIT 0`);
  await terminateEdge();
  const refused = await create();
  expect([refused.status, (await jsonOf(refused)).code]).toEqual([503, 'database_unavailable']);
  expect(await readiness()).toEqual({
    status: 503,
    body: { ready: false, reasons: [expect.stringContaining('53300')] },
  });
  expect((await fetch(`${edge.url}/healthz`)).status).toBe(200);
  await edge.sql(`ALTER DATABASE ${edge.database.name} CONNECTION LIMIT -1`);
  expect((await readiness()).body).toEqual({ ready: true, reasons: [] });
  expect((await create()).status).toBe(202);
});

test('a connection that breaks while the event is written stores nothing or all of it', async () => {
  const blocker = new Client({ connectionString: edge.database.adminUrl });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE domain_events IN ACCESS EXCLUSIVE MODE');
  const pending = create();
  await waitForBlockedInsert();
  await terminateEdge();
  const refused = await pending;
  await blocker.query('ROLLBACK');
  await blocker.end();
  expect(refused.status).toBe(503);
  const { code, event_id } = await jsonOf(refused);
  expect(code).toBe('database_unavailable');
  expect(await edge.sql('SELECT FROM domain_events WHERE id = $1', [event_id])).toEqual([]);
  expect((await create()).status).toBe(202);
});

test('a database without this contract is 503 and not ready', async () => {
  await edge.sql(
    'CREATE OR REPLACE FUNCTION contracts.emittable_over_http(event_type text) RETURNS boolean ' +
      'LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT false $$',
  );
  const refused = await create();
  expect([refused.status, (await jsonOf(refused)).code]).toEqual([503, 'database_not_ready']);
  expect(await readiness()).toEqual({
    status: 503,
    body: {
      ready: false,
      reasons: [
        expect.stringContaining('organization.bootstrap_initiated'),
        expect.stringContaining('user.invitation_accepted'),
        expect.stringContaining('user.invitation_initiated'),
      ],
    },
  });
});

test('a defect is 500 with an incident id, which the log has beside no data', async () => {
  await edge.sql(`
    CREATE FUNCTION break_insert() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no place for %', NEW.event_data USING ERRCODE = 'XX000'; END $$;
    CREATE TRIGGER break_insert BEFORE INSERT ON domain_events
      FOR EACH ROW EXECUTE FUNCTION break_insert()`);
  const refused = await create();
  expect(refused.status).toBe(500);
  const text = await refused.text();
  expect(text).not.toContain('acme');
  const { code, incident_id }: Record<string, unknown> = JSON.parse(text);
  expect(code).toBe('internal_error');
  const line = edge.lines.find(({ level }) => level === 'error');
  expect(line?.fields).toMatchObject({ incident_id, error: { code: 'XX000' } });
  expect(JSON.stringify(edge.lines)).not.toContain('acme');
});

async function terminateEdge(): Promise<void> {
  await edge.sql(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE datname = $1 AND application_name = 'a4c-edge'`,
    [edge.database.name],
  );
}

async function waitForBlockedInsert(): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- until the server says so
    const waiting = await edge.sql(
      `SELECT FROM pg_stat_activity
       WHERE datname = $1 AND application_name = 'a4c-edge' AND wait_event_type = 'Lock'`,
      [edge.database.name],
    );
    if (waiting.length > 0) return;
  }
}

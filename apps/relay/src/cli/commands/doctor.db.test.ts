import { reportRelayInstance } from '@a4c/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { NamedFinding } from '../doctor/run-checks.ts';
import { bootstrapType, type CliFixture, createCliFixture } from '../testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());

async function examine(role: 'operator' | 'reader' | 'relay' | 'admin' = 'operator') {
  const { code, out } = await cli.run(['doctor', '--json'], { role });
  const findings = out
    .trim()
    .split('\n')
    .map((line): NamedFinding => JSON.parse(line));
  return {
    code,
    findings,
    of: (check: string) => findings.filter((finding) => finding.check === check),
  };
}

async function reportRelay(
  state: { listen_state?: string; breaker_reason?: string } = {},
): Promise<void> {
  const client = await cli.as('relay').connect();
  await reportRelayInstance(client, {
    id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
    host: 'relay-1',
    pid: 4711,
    version: '1.2.3',
    listen_state: 'listening',
    gate: 'taken',
    breaker: 'closed',
    breaker_reason: null,
    window: 128,
    in_flight: 0,
    batch: 64,
    claimed_per_second: 0,
    started_per_second: 0,
    failed_per_second: 0,
    draining: false,
    ...state,
  });
  client.release();
  // For as long as the test takes.
  await cli
    .as('owner')
    .query("UPDATE relay_instance SET seen_at = clock_timestamp() + interval '1 hour'");
}

test('finds nothing broken where nothing is', async () => {
  await reportRelay();
  const { code, findings, of } = await examine();
  expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(code).toBe(0);
  for (const check of [
    'server',
    'schema',
    'role',
    'direct session',
    'LISTEN self-test',
    'triggers',
    'routes',
    'dispatch rows',
    'relays',
  ]) {
    expect(of(check)).toMatchObject([{ check, status: 'ok' }]);
  }
  expect(of('LISTEN self-test')).toMatchObject([
    { found: expect.stringMatching(/after \d+\.\d ms$/) },
  ]);
});

test('without a relay it fails, with text that says what to do', async () => {
  await cli.as('owner').query('DELETE FROM relay_instance');
  const { code, out } = await cli.run(['doctor']);
  expect(code).toBe(1);
  expect(out).toMatch(/^fail +relays +none runs\n +Start one: "a4c-relay run"\.$/m);
});

test.each([
  [
    { breaker_reason: 'connection refused' },
    'fail',
    'relay-1:4711 cannot use Temporal: connection refused',
  ],
  [{ listen_state: 'sweeping' }, 'warn', 'relay-1:4711 gets no notifications (sweeping)'],
])('a relay that is %j', async (state, status, found) => {
  await reportRelay(state);
  expect((await examine()).of('relays')).toMatchObject([{ status, found }]);
  await reportRelay();
});

test('a disabled trigger fails, with the statement that enables it', async () => {
  await cli.as('owner').query('ALTER TABLE domain_events DISABLE TRIGGER queue_workflow_starts');
  const { code, of } = await examine();
  await cli.as('owner').query('ALTER TABLE domain_events ENABLE TRIGGER queue_workflow_starts');
  expect(code).toBe(1);
  expect(of('triggers')).toMatchObject([
    {
      status: 'fail',
      found: 'queue_workflow_starts on domain_events is disabled: new events start nothing',
      todo: expect.stringContaining(
        'ALTER TABLE domain_events ENABLE TRIGGER queue_workflow_starts',
      ),
    },
  ]);
});

test('a missing trigger fails', async () => {
  const client = await cli.as('owner').connect();
  const { rows } = await client.query<{ definition: string }>(
    "SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgname = 'queue_reprocessing'",
  );
  await client.query('DROP TRIGGER queue_reprocessing ON domain_events');
  const { of } = await examine();
  await client.query(rows[0]?.definition ?? '');
  client.release();
  expect(of('triggers')).toMatchObject([
    { status: 'fail', found: expect.stringContaining('is missing') },
  ]);
});

async function changeRoute(set: string): Promise<void> {
  await cli
    .as('owner')
    .query(`UPDATE workflow_route SET ${set} WHERE event_type = '${bootstrapType}'`);
}

test('a route that was changed by hand fails; one that is paused only warns', async () => {
  await changeRoute("task_queue = 'mine', paused = true");
  const { of } = await examine();
  await changeRoute("task_queue = 'bootstrap', paused = false");
  expect(of('routes')).toMatchObject([
    { status: 'fail', found: `not as the contracts say: ${bootstrapType}` },
  ]);
  expect(of('relays')).toMatchObject([
    { status: 'ok' },
    { status: 'warn', found: `paused routes: ${bootstrapType}` },
  ]);
});

test('an event that waits without being in the queue fails', async () => {
  const [id] = await cli.insert();
  await cli.as('relay').query('DELETE FROM workflow_dispatch WHERE event_id = $1', [id]);
  const { code, of } = await examine();
  await cli.as('operator').query('SELECT recover_missing_dispatch()');
  expect(code).toBe(1);
  expect(of('dispatch rows')).toMatchObject([
    { status: 'fail', found: '1 event waits without being in the queue' },
  ]);
  expect((await examine()).of('dispatch rows')).toMatchObject([{ status: 'ok' }]);
});

test('sessions whose transactions this role may not see are told; one who may see them is told the oldest', async () => {
  const other = await cli.as('service').connect();
  await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await other.query('SELECT FROM domain_events LIMIT 1');
  const [asOperator, asAdmin] = [await examine(), await examine('admin')];
  await other.query('ROLLBACK');
  other.release();
  expect(asOperator.of('xmin')).toMatchObject([
    {
      status: 'warn',
      found: expect.stringContaining('are not shown to this role'),
      todo: expect.stringContaining('pg_read_all_stats'),
    },
  ]);
  expect(asAdmin.of('xmin')).toMatchObject([
    { status: 'ok', found: expect.stringMatching(/^the oldest transaction is .* old$/) },
  ]);
});

test('a superuser and a reader are told to connect as an operator', async () => {
  expect((await examine('admin')).of('role')).toMatchObject([
    { status: 'warn', found: expect.stringContaining('superuser') },
  ]);
  expect((await examine('reader')).of('role')).toMatchObject([
    { status: 'warn', todo: expect.stringContaining('GRANT a4c_operator TO "a4c_reader_login"') },
  ]);
});

test('what a role may not look at is a warning, not a failure', async () => {
  const { code, of } = await examine('relay');
  expect(of('routes')).toMatchObject([
    { status: 'warn', found: expect.stringContaining('permission denied') },
  ]);
  expect(code).toBe(0);
});

test('a right that was revoked fails', async () => {
  await cli.as('owner').query('REVOKE UPDATE (paused) ON workflow_route FROM a4c_operator');
  const { of } = await examine();
  await cli.as('owner').query('GRANT UPDATE (paused) ON workflow_route TO a4c_operator');
  expect(of('role')).toMatchObject([
    { status: 'fail', found: 'a4c_operator lacks UPDATE (paused) on workflow_route' },
  ]);
});

import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { TailLine } from '../tail/tail-line.ts';
import {
  bootstrapType,
  type CliFixture,
  createCliFixture,
  type RunningCommand,
} from '../testing/cli-fixture.ts';

let cli: CliFixture;
let command: RunningCommand;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());
beforeEach(async () => {
  await cli
    .as('owner')
    .query('TRUNCATE dead_letter, workflow_dispatch, workflow_requeue, workflow_attempt');
});
afterEach(async () => {
  command.kill('SIGKILL');
  await command.ended;
});

/** Follows from now on: what is done after it resolves is told. */
async function follow(...options: string[]): Promise<void> {
  command = cli.start(['tail', '--json', ...options]);
  await expect.poll(() => command.seen.err, { timeout: 15_000 }).toContain('Following');
}

function told(): TailLine[] {
  const whole = command.seen.out.slice(0, command.seen.out.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line): TailLine => JSON.parse(line));
}

/** Kinds of the lines of an event, in the order in which they were told. */
function kindsOf(eventId: string): string[] {
  return told()
    .filter((line) => line.event_id === eventId)
    .map((line) => line.kind);
}

async function untilTold(eventId: string, kinds: string[]): Promise<void> {
  await expect.poll(() => kindsOf(eventId), { timeout: 10_000 }).toEqual(kinds);
}

async function insertWith(client: PoolClient, count = 1): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'user.created', 'user', gen_random_uuid(), '{"email": "payload@acme.example"}',
       '{"timestamp": "2026-01-01T00:00:00.000Z"}' FROM generate_series(1, $1::int) RETURNING id`,
    [count],
  );
  return rows.map((row) => row.id);
}

test('tells the life of an event, and never its data', async () => {
  const [old = ''] = await cli.insert();
  await follow();
  const [id = ''] = await cli.insert();
  await untilTold(id, ['inserted']);
  await cli.failOnce(id);
  await untilTold(id, ['inserted', 'failed']);
  await cli.giveUp([id]);
  await untilTold(id, ['inserted', 'failed', 'dead_lettered']);
  await cli.run(['dead-letters', 'retry', id, '--yes']);
  await untilTold(id, ['inserted', 'failed', 'dead_lettered', 'requeued']);
  await cli.acknowledge([id, old]);
  await untilTold(id, ['inserted', 'failed', 'dead_lettered', 'requeued', 'started']);
  // It waited when the following began.
  await untilTold(old, ['started']);
  const line = told().find(({ event_id, kind }) => event_id === id && kind === 'started');
  expect(line).toMatchObject({
    workflow_id: expect.stringMatching(/^org-bootstrap-/),
    workflow_run_id: expect.any(String),
  });
  expect(command.seen.out.toLowerCase()).not.toContain('payload');
});

test('tells a discarded dead letter, and who did it', async () => {
  const [id = ''] = await cli.insert();
  await cli.giveUp([id]);
  await follow();
  await cli.run(['dead-letters', 'discard', id, '--yes']);
  await untilTold(id, ['discarded']);
  expect(told()).toMatchObject([{ by: 'a4c_operator_login' }]);
});

test('an event that was started before it was looked at has both lines', async () => {
  await follow();
  const client = await cli.as('admin').connect();
  // At once for whoever looks.
  await client.query('BEGIN');
  const [id = ''] = (
    await client.query<{ id: string }>(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       SELECT event_type, aggregate_type, gen_random_uuid(), event_data, '{"timestamp": "2026-01-01T00:00:00.000Z"}'
       FROM domain_events WHERE event_type = $1 LIMIT 1 RETURNING id`,
      [bootstrapType],
    )
  ).rows.map((row) => row.id);
  await client.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [id]);
  await client.query(
    `UPDATE domain_events SET processed_at = clock_timestamp(), event_metadata = event_metadata || $2 WHERE id = $1`,
    [
      id,
      {
        workflow_id: 'w',
        workflow_run_id: crypto.randomUUID(),
        workflow_type: 'organizationBootstrapWorkflow',
      },
    ],
  );
  await client.query('COMMIT');
  client.release();
  await untilTold(id, ['inserted', 'started']);
  expect(told()).toHaveLength(2);
});

test('misses nothing that is committed late, out of order, while others roll back', async () => {
  const slow = await cli.as('service').connect();
  await slow.query('BEGIN');
  // It has its number before the following begins.
  const early = await insertWith(slow, 3);
  await follow();
  const later = await cli.as('service').connect();
  await later.query('BEGIN');
  const late = await insertWith(later, 3);
  const passing = await cli.as('service').connect();
  await passing.query('BEGIN');
  const lost = await insertWith(passing, 3);
  const quick = await insertWith(slow, 1);
  await passing.query('ROLLBACK');
  const [ahead = ''] = await cli.insert();
  await untilTold(ahead, ['inserted']);
  const [further = ''] = await cli.insert();
  await untilTold(further, ['inserted']);
  await later.query('COMMIT');
  await Promise.all(late.map((id) => untilTold(id, ['inserted'])));
  await slow.query('COMMIT');
  await Promise.all([...early, ...quick].map((id) => untilTold(id, ['inserted'])));
  for (const client of [slow, later, passing]) client.release();
  expect(lost.flatMap(kindsOf)).toEqual([]);
});

test('tells every event of many writers once', async () => {
  await follow();
  const writers = Array.from({ length: 8 }, async () => {
    const client = await cli.as('service').connect();
    const committed: string[] = [];
    for (let round = 0; round < 40; round += 1) {
      await client.query('BEGIN');
      const ids = await insertWith(client, 1 + Math.floor(Math.random() * 5));
      if (Math.random() < 0.3) {
        await client.query('ROLLBACK');
      } else {
        await client.query('COMMIT');
        committed.push(...ids);
      }
    }
    client.release();
    return committed;
  });
  const committed = (await Promise.all(writers)).flat();
  await expect
    .poll(() => told().length, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(committed.length);
  expect(
    told()
      .map((line) => line.event_id)
      .toSorted(),
  ).toEqual(committed.toSorted());
});

test('goes on after its connection broke, and misses nothing', async () => {
  await follow();
  const [before = ''] = await cli.insert();
  await cli.acknowledge([before]);
  await untilTold(before, ['inserted', 'started']);
  await cli.as('admin').query(`ALTER DATABASE ${cli.database.name} CONNECTION LIMIT 0`);
  await cli
    .as('admin')
    .query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'a4c-relay tail'",
    );
  await expect.poll(() => command.seen.err, { timeout: 10_000 }).toContain('Cannot connect');
  const [meanwhile = ''] = await cli.insert();
  await cli.acknowledge([meanwhile]);
  await cli.as('admin').query(`ALTER DATABASE ${cli.database.name} CONNECTION LIMIT -1`);
  await untilTold(meanwhile, ['inserted', 'started']);
  expect(command.seen.err).toContain('Connected again; nothing is left out.');
});

test('--type leaves out all others, text lines are for people, and Ctrl-C ends it with 130', async () => {
  command = cli.start(['tail', '--type', 'user.created']);
  await expect.poll(() => command.seen.err, { timeout: 15_000 }).toContain('Following');
  const [other = ''] = await cli.insert();
  const client = await cli.as('service').connect();
  const [id = ''] = await insertWith(client);
  client.release();
  await expect.poll(() => command.seen.out, { timeout: 10_000 }).toContain(id);
  expect(command.seen.out).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z inserted +user\.created [0-9a-f-]{36} starts nothing\n$/,
  );
  expect(command.seen.out).not.toContain(other);
  command.kill('SIGINT');
  expect(await command.ended).toMatchObject({ code: 130 });
});

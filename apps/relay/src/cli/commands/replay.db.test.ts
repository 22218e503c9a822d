import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { bootstrapType, type CliFixture, createCliFixture } from '../testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());
beforeEach(async () => {
  await cli.as('owner').query('TRUNCATE workflow_requeue, workflow_dispatch, dead_letter');
});

let day = 0;
/** A day of its own for each test, and its bounds as options. */
async function started(count: number): Promise<{ ids: string[]; span: string[] }> {
  day += 1;
  const date = `2025-03-${String(day).padStart(2, '0')}`;
  const next = `2025-03-${String(day + 1).padStart(2, '0')}`;
  const ids = await cli.insert(
    count,
    `'${date}T12:00:00Z'::timestamptz + random() * interval '1 hour'`,
  );
  await cli.acknowledge(ids);
  return { ids, span: ['--type', bootstrapType, '--since', date, '--until', next] };
}

test('queues exactly the processed events of the span again', async () => {
  const { ids, span } = await started(5);
  const [waiting = ''] = await cli.insert(1, "'2025-03-01T13:00:00Z'");
  const [given = ''] = await cli.insert(1, "'2025-03-01T14:00:00Z'");
  await cli.giveUp([given]);
  const ended = await cli.run(['replay', ...span, '--yes']);
  expect(ended).toMatchObject({ code: 0, out: '5 events queued again.\n' });
  expect(ended.err).toContain('Left alone: 1 event whose workflow is still to be started.');
  expect(ended.err).toContain(
    'Left alone: 1 dead letter; "a4c-relay dead-letters retry" is for these.',
  );
  const { rows } = await cli.as('owner').query('SELECT event_id FROM workflow_requeue');
  expect(rows.map((row: { event_id: string }) => row.event_id).toSorted()).toEqual(ids.toSorted());
  expect(waiting).not.toBe('');
});

test('run again, it leaves alone what waits already', async () => {
  const { span } = await started(3);
  await cli.run(['replay', ...span, '--yes']);
  expect(await cli.run(['replay', ...span, '--yes'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('No processed event of'),
  });
  expect(await cli.count('workflow_requeue')).toBe(3);
});

test('Ctrl-C ends it after a batch; the command that it names does the rest', async () => {
  const { span, ids } = await started(1_700);
  const holder = await cli.as('owner').connect();
  await holder.query('BEGIN');
  await holder.query(
    `SELECT FROM domain_events WHERE id = (
       SELECT id FROM domain_events WHERE id = ANY ($1) ORDER BY created_at, sequence_number OFFSET 600 LIMIT 1
     ) FOR UPDATE`,
    [ids],
  );
  const command = cli.start(['replay', ...span, '--yes']);
  await expect.poll(() => cli.count('workflow_requeue'), { timeout: 15_000 }).toBe(500);
  command.kill('SIGINT');
  await holder.query('ROLLBACK');
  holder.release();
  const { code, out, err } = await command.ended;
  expect({ code, out }).toEqual({ code: 130, out: '1,000 events queued again.\n' });
  const goOn = /To go on: a4c-relay (replay .*)$/m.exec(err)?.[1]?.split(' ') ?? [];
  expect(await cli.run([...goOn, '--yes'])).toMatchObject({
    code: 0,
    out: '700 events queued again.\n',
  });
  expect(await cli.count('workflow_requeue')).toBe(1_700);
});

test('a connection that breaks in the middle is told, with what was done and how to go on', async () => {
  const { span, ids } = await started(1_200);
  const holder = await cli.as('owner').connect();
  await holder.query('BEGIN');
  await holder.query(
    `SELECT FROM domain_events WHERE id = (
       SELECT id FROM domain_events WHERE id = ANY ($1) ORDER BY created_at, sequence_number OFFSET 600 LIMIT 1
     ) FOR UPDATE`,
    [ids],
  );
  const command = cli.start(['replay', ...span, '--yes']);
  await expect.poll(() => cli.count('workflow_requeue'), { timeout: 15_000 }).toBe(500);
  await cli
    .as('admin')
    .query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'a4c-relay replay'",
    );
  const { code, err } = await command.ended;
  await holder.query('ROLLBACK');
  holder.release();
  expect(code).toBe(1);
  expect(err).toMatch(/500 events queued before it failed\. To go on: a4c-relay replay/);
  expect(err).toMatch(/The connection to the database .* broke: .* Run the command again/);
  expect(await cli.count('workflow_requeue')).toBe(500);
});

test('a dry run says how many, and does nothing', async () => {
  const { span } = await started(2);
  expect(await cli.run(['replay', ...span, '--dry-run'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Would queue 2 events of .* again\. Nothing was done\.\n$/),
  });
  expect(await cli.count('workflow_requeue')).toBe(0);
});

test('without a terminal it wants --yes, and says how many', async () => {
  const { span } = await started(2);
  expect(await cli.run(['replay', ...span])).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      'Queue 2 events again? Nobody can be asked here, so nothing was done.',
    ),
  });
  expect(await cli.count('workflow_requeue')).toBe(0);
});

test('a type that starts nothing is refused', async () => {
  expect(
    await cli.run(['replay', '--type', 'user.created', '--since', '1d', '--yes']),
  ).toMatchObject({
    code: 1,
    err: expect.stringContaining('No event type "user.created" has a route, so nothing was done.'),
  });
});

test.each([
  [['--type', bootstrapType], "required option '--since <time>' not specified"],
  [['--since', '1d'], "required option '--type <event-type>' not specified"],
  [['--type', bootstrapType, '--since', '1d', '--until', '2d'], 'Nothing lies between'],
])('%j is wrong use', async (args, message) => {
  const ended = await cli.run(['replay', ...args, '--yes']);
  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type CliFixture, createCliFixture } from '../testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());
beforeEach(async () => {
  await cli.as('owner').query('TRUNCATE dead_letter, workflow_dispatch, workflow_requeue');
});

const open = 'dead_letter WHERE resolved_at IS NULL';

async function deadLetters(count: number, code?: string): Promise<string[]> {
  const ids = await cli.insert(count);
  await cli.giveUp(ids, code);
  return ids;
}

async function list(...filter: string[]): Promise<{ event_id: string }[]> {
  const { out } = await cli.run(['dead-letters', 'list', '--json', ...filter]);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { event_id: string } => JSON.parse(line));
}

describe('list', () => {
  test('shows open letters as a table, without payloads', async () => {
    const [id = ''] = await deadLetters(1);
    const { code, out } = await cli.run(['dead-letters', 'list']);
    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(out).toContain('input_too_large');
    expect(out).not.toContain('Payload');
  });

  test('filters by cause, type, time and limit, as JSON lines', async () => {
    await deadLetters(2, 'input_too_large');
    const [id] = await deadLetters(1, 'workflow_id_too_long');
    expect(await list('--code', 'workflow_id_too_long')).toMatchObject([{ event_id: id }]);
    expect(await list('--limit', '2')).toHaveLength(2);
    expect(await list('--since', '1h', '--type', 'organization.bootstrap_initiated')).toHaveLength(
      3,
    );
    expect(await list('--type', 'user.created')).toEqual([]);
    expect(await list('--until', '2026-01-02')).toEqual([]);
  });

  test('says that nothing matches, which is no failure', async () => {
    await deadLetters(1);
    expect(await cli.run(['dead-letters', 'list', '--code', 'none'])).toMatchObject({
      code: 0,
      out: 'No open dead letter matches, of 1.\n',
    });
  });
});

describe('show', () => {
  test('tells every letter of an event, resolved ones too', async () => {
    const [id = ''] = await deadLetters(1);
    await cli.run(['dead-letters', 'retry', id, '--yes']);
    await cli.giveUp([id], 'second');
    const { out } = await cli.run(['dead-letters', 'show', id]);
    expect(out).toMatch(
      /input_too_large[\s\S]*reprocessed .* by a4c_operator_login[\s\S]*second[\s\S]*no/,
    );
  });

  test('an event that was never given up is a mistake', async () => {
    const [id = ''] = await cli.insert();
    expect(await cli.run(['dead-letters', 'show', id])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(`Never dead-lettered: ${id}.`),
    });
  });
});

describe('retry', () => {
  test('queues the events of a filter again, and only these', async () => {
    const ids = await deadLetters(3);
    await deadLetters(1, 'other');
    const ended = await cli.run(['dead-letters', 'retry', '--code', 'input_too_large', '--yes']);
    expect(ended).toMatchObject({ code: 0, out: '3 dead letters queued again.\n' });
    expect(await cli.count(open)).toBe(1);
    const { rows } = await cli.as('owner').query('SELECT event_id FROM workflow_dispatch');
    expect(rows.map((row: { event_id: string }) => row.event_id).toSorted()).toEqual(
      ids.toSorted(),
    );
  });

  test('works through more than a batch, oldest first, up to the limit', async () => {
    const first = await deadLetters(700);
    await deadLetters(700);
    const ended = await cli.run(['dead-letters', 'retry', '--all', '--limit', '700', '--yes']);
    expect(ended).toMatchObject({ code: 0, out: '700 dead letters queued again.\n' });
    const { rows } = await cli.as('owner').query('SELECT event_id FROM workflow_dispatch');
    expect(rows.map((row: { event_id: string }) => row.event_id).toSorted()).toEqual(
      first.toSorted(),
    );
  });

  test('run twice does nothing twice', async () => {
    const [id = ''] = await deadLetters(1);
    await cli.run(['dead-letters', 'retry', id, '--yes']);
    expect(await cli.run(['dead-letters', 'retry', id, '--yes'])).toMatchObject({
      code: 0,
      out: 'No open dead letter matches, of 0. Nothing was done.\n',
    });
    expect(await cli.count('workflow_requeue')).toBe(1);
  });

  test('does nothing when one id is wrong', async () => {
    const [id = ''] = await deadLetters(1);
    const ended = await cli.run(['dead-letters', 'retry', id, crypto.randomUUID(), '--yes']);
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was done') });
    expect(await cli.count(open)).toBe(1);
  });

  test('leaves letters alone whose type starts nothing any more', async () => {
    await deadLetters(2);
    await cli.as('owner').query(`
      UPDATE dead_letter SET event_type = 'gone.by' WHERE id = (SELECT min(id) FROM dead_letter)`);
    const ended = await cli.run(['dead-letters', 'retry', '--all', '--yes']);
    expect(ended).toMatchObject({
      code: 0,
      out: '1 dead letter queued again.\n',
      err: 'Left alone: 1 dead letter whose event type starts no workflow any more.\n',
    });
  });

  test('without a terminal it wants --yes, and says how many', async () => {
    await deadLetters(2);
    expect(await cli.run(['dead-letters', 'retry', '--all'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Retry all 2 open dead letters?'),
    });
    expect(await cli.count(open)).toBe(2);
  });

  test('a dry run says which, and does nothing', async () => {
    const [id = ''] = await deadLetters(1);
    const { code, out } = await cli.run(['dead-letters', 'retry', id, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(out).toContain('Would retry all 1 open dead letter. Nothing was done.');
    expect(await cli.count(open)).toBe(1);
  });

  test.each([
    [['--since', '1h', '--until', '2h'], 'Nothing lies between --since'],
    [[], 'Nothing says which dead letters to retry.'],
    [['--all', '--code', 'x'], '--all means every open dead letter'],
    [['not-a-uuid'], 'An event id is a UUID'],
    [['--since', 'yesterday', '--all'], 'Give a time as 2026-01-02'],
    [['--limit', '0', '--all'], 'Give a whole number from 1 to'],
  ])('%j is wrong use', async (args, message) => {
    await deadLetters(1);
    const ended = await cli.run(['dead-letters', 'retry', '--yes', ...args]);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(await cli.count(open)).toBe(1);
  });

  test('Ctrl-C ends it after a batch, and the same command goes on', async () => {
    await deadLetters(2_000);
    const holder = await cli.as('owner').connect();
    await holder.query('BEGIN');
    // The second batch waits for this row, so the signal arrives while it is being written.
    await holder.query(`SELECT FROM domain_events WHERE id = (
      SELECT event_id FROM dead_letter WHERE resolved_at IS NULL ORDER BY id OFFSET 600 LIMIT 1) FOR UPDATE`);
    const command = cli.start(['dead-letters', 'retry', '--all', '--yes']);
    await expect.poll(() => cli.count(open), { timeout: 15_000 }).toBe(1_500);
    command.kill('SIGINT');
    await holder.query('ROLLBACK');
    holder.release();
    const { code, out, err } = await command.ended;
    expect({ code, out }).toEqual({ code: 130, out: '1,000 dead letters queued again.\n' });
    expect(err).toContain('Interrupted: 1,000 were not reached.');
    await cli.run(['dead-letters', 'retry', '--all', '--yes']);
    expect(await cli.count(open)).toBe(0);
    expect(await cli.count('workflow_requeue')).toBe(2_000);
  });

  test('a letter that somebody discards meanwhile is not retried', async () => {
    const [id = ''] = await deadLetters(1);
    const holder = await cli.as('owner').connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM domain_events WHERE id = $1 FOR UPDATE', [id]);
    const command = cli.start(['dead-letters', 'retry', id, '--yes']);
    const waiting = `pg_stat_activity
      WHERE application_name = 'a4c-relay dead-letters' AND wait_event_type = 'Lock'`;
    await expect.poll(() => cli.countAsAdmin(waiting), { timeout: 15_000 }).toBe(1);
    await cli.run(['dead-letters', 'discard', id, '--yes']);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await command.ended).toMatchObject({ code: 0, out: '0 dead letters queued again.\n' });
    expect(await cli.count('workflow_requeue')).toBe(0);
  });

  test('two operators at once queue each event once', async () => {
    await deadLetters(1_200);
    const both = [1, 2].map(() => cli.run(['dead-letters', 'retry', '--all', '--yes']));
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0]);
    expect(await cli.count('workflow_requeue')).toBe(1_200);
  });
});

describe('discard', () => {
  test('resolves letters with the name of who did it, and starts nothing', async () => {
    const [id = ''] = await deadLetters(2);
    const ended = await cli.run(['dead-letters', 'discard', id, '--yes']);
    expect(ended).toMatchObject({ code: 0, out: '1 dead letter discarded.\n' });
    const { rows } = await cli
      .as('owner')
      .query('SELECT resolution, resolved_by FROM dead_letter WHERE event_id = $1', [id]);
    expect(rows).toEqual([{ resolution: 'discarded', resolved_by: 'a4c_operator_login' }]);
    expect(await cli.count('workflow_dispatch')).toBe(0);
  });

  test('a reader may look, but not discard', async () => {
    const [id = ''] = await deadLetters(1);
    expect(await cli.run(['dead-letters', 'list'], { role: 'reader' })).toMatchObject({ code: 0 });
    expect(
      await cli.run(['dead-letters', 'discard', id, '--yes'], { role: 'reader' }),
    ).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /refuses a4c_reader_login: permission denied for table dead_letter\. Connect as a member of a4c_operator/,
      ),
    });
    expect(await cli.count(open)).toBe(1);
  });
});

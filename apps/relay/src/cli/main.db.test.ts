import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  type CliFixture,
  createCliFixture,
  type Ended,
  startCommand,
} from './testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());

describe('the command line', () => {
  test.each([[['--help']], [['help', 'replay']], [['dead-letters', 'retry', '--help']]])(
    '%j shows examples on stdout',
    async (args) => {
      const ended = await cli.run(args);
      expect(ended).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringMatching(/Examples?:\n {2}\$ a4c-relay/),
      });
    },
  );

  test.each([
    [['statsu'], '(Did you mean status?)'],
    [['dead-letters', 'lst'], '(Did you mean list?)'],
    [['doctor', '--jsno'], '(Did you mean --json?)'],
    [['explain'], "missing required argument 'event-id'"],
    [['explain', '42'], 'An event id is a UUID'],
    [['pause', 'one', 'two'], 'too many arguments'],
    [[], 'Usage: a4c-relay'],
  ])('%j is wrong use, and says what was meant', async (args, message) => {
    const ended = await cli.run(args);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
  });
});

function withUrl(url: string): Promise<Ended> {
  return startCommand(['status'], { DATABASE_URL: url }).ended;
}

describe('a database that cannot be used', () => {
  test('no address', async () => {
    const ended = await startCommand(['status'], {}).ended;
    expect(ended).toMatchObject({
      code: 1,
      err: expect.stringContaining('DATABASE_URL is not set. Set it, for example'),
    });
  });

  test('nothing listens there; the password is not shown', async () => {
    expect(await withUrl('postgres://me:secret@127.0.0.1:1/a4c')).toEqual({
      code: 1,
      signal: null,
      out: '',
      err: 'error: Cannot connect to the database 127.0.0.1:1/a4c as me: connect ECONNREFUSED 127.0.0.1:1. Check that the server runs there and that DATABASE_URL is right.\n',
    });
  });

  test.each([
    [
      'password',
      (url: URL) => (url.password = 'wrong'),
      'Check user and password in DATABASE_URL.',
    ],
    [
      'database',
      (url: URL) => (url.pathname = '/none'),
      'Check the name of the database in DATABASE_URL.',
    ],
  ])('another %s', async (_what, change, remedy) => {
    const url = new URL(cli.urlOf('operator'));
    change(url);
    expect(await withUrl(url.href)).toMatchObject({
      code: 1,
      err: expect.stringContaining(remedy),
    });
  });

  test('the relay was never migrated there', async () => {
    const url = new URL(cli.urlOf('admin'));
    url.pathname = '/postgres';
    expect(await withUrl(url.href)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /lacks the migration 0003_dispatch .* Run "npm run migrate" as the owner/,
      ),
    });
  });

  test('a migration is missing; doctor says so too, and looks at the rest', async () => {
    const owner = await cli.as('owner').connect();
    await owner.query('ALTER INDEX idx_workflow_requeue_sequence_number RENAME TO elsewhere');
    const [status, doctor] = await Promise.all([
      cli.run(['status']),
      cli.run(['doctor', '--json']),
    ]);
    await owner.query('ALTER INDEX elsewhere RENAME TO idx_workflow_requeue_sequence_number');
    owner.release();
    expect(status).toMatchObject({
      code: 1,
      err: expect.stringMatching(/lacks the migration 0010_requeue_order .* Run "npm run migrate"/),
    });
    expect(doctor).toMatchObject({
      code: 1,
      out: expect.stringContaining('migration 0010_requeue_order is missing'),
    });
    expect(doctor.out).toContain('"check":"triggers","status":"ok"');
  });

  test('the server takes no writes', async () => {
    const owner = await cli.as('owner').connect();
    await owner.query(`ALTER DATABASE ${cli.database.name} SET default_transaction_read_only = on`);
    const [paused, doctor] = await Promise.all([cli.run(['pause']), cli.run(['doctor'])]);
    await owner.query('SET default_transaction_read_only = off');
    await owner.query(`ALTER DATABASE ${cli.database.name} RESET default_transaction_read_only`);
    owner.release();
    expect(paused).toMatchObject({ code: 1, err: expect.stringContaining('takes no writes') });
    expect(doctor).toMatchObject({
      code: 1,
      out: expect.stringContaining('takes no writes by default'),
    });
  });
});

describe('the bin on an older Node', () => {
  const bin = fileURLToPath(new URL('../../bin/a4c-relay.mjs', import.meta.url));
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;

  function startOnOlderNode(args: readonly string[]) {
    const child = spawn(process.execPath, ['--import', pretend, bin, ...args], {
      env: { PATH: process.env['PATH'], DATABASE_URL: cli.urlOf('operator') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = Promise.all([once(child, 'close'), text(child.stdout)]);
    return { child, ended };
  }

  test('hands over to the installed one, with its exit code', async () => {
    const [[code], out] = await startOnOlderNode(['status', '--json']).ended;
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\{"at":/) });
    expect((await startOnOlderNode(['statsu']).ended)[0]).toEqual([2, null]);
  });

  test('passes signals on', async () => {
    const { child, ended } = startOnOlderNode(['tail']);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await expect.poll(() => errors, { timeout: 15_000 }).toContain('Following');
    child.kill('SIGTERM');
    expect((await ended)[0]).toEqual([130, null]);
  });
});

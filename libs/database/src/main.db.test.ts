import { execFile } from 'node:child_process';
import { join } from 'node:path';

import { createTestDatabase } from '@a4c/test-harness';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

test('brings the database at DATABASE_URL up to date and says what it did', async () => {
  await using database = await createTestDatabase();
  expect(await run(database.ownerUrl)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^no pending migration\ncontracts [0-9a-f]{12} are in force\n$/),
    stderr: '',
  });
});

test.each([undefined, ''])('with DATABASE_URL=%s says what to set', async (databaseUrl) => {
  expect(await run(databaseUrl)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'DATABASE_URL is not set. Give the connection string of the role that owns the schema, ' +
      'for example DATABASE_URL=postgres://a4c_owner:secret@localhost:5432/a4c npm run migrate.\n',
  });
});

test.each(['localhost', '127.0.0.1'])(
  'with no server at %s says why, and not the password',
  async (host) => {
    const { code, stdout, stderr } = await run(`postgres://a4c_owner:S3CRET@${host}:1/a4c`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^connect ECONNREFUSED .*\n$/);
    expect(stderr).not.toContain('S3CRET');
  },
);

test('as a role without the rights says so', async () => {
  await using database = await createTestDatabase();
  expect(await run(database.urlFor('service'))).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Role "a4c_service_login" has not the rights to migrate: .*\n$/),
  });
});

async function run(
  databaseUrl: string | undefined,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const given = databaseUrl === undefined ? env : { ...env, DATABASE_URL: databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [main], { env: given }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

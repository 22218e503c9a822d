import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { withClient } from '../databases/with-client.ts';
import { startPostgres } from './start-postgres.ts';

test('PostgreSQL 17 runs with UTF-8, a collation of its own and password logins', async () => {
  await using postgres = await startPostgres();
  const { rows } = await withClient(postgres.adminUrl, async (client) =>
    client.query(
      `SELECT current_setting('server_version_num')::int / 10000 AS version,
              current_setting('server_encoding') AS encoding, datlocprovider AS provider,
              datlocale AS locale, current_setting('listen_addresses') AS listens,
              data_directory
       FROM pg_database, current_setting('data_directory') AS data_directory
       WHERE datname = current_database()`,
    ),
  );
  expect(rows).toEqual([
    {
      version: 17,
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      listens: '127.0.0.1',
      data_directory: expect.any(String),
    },
  ]);
  const withoutPassword = new URL(postgres.adminUrl);
  withoutPassword.password = 'wrong';
  await expect(withClient(withoutPassword.href, async () => {})).rejects.toMatchObject({
    code: '28P01',
  });
  await postgres.stop();
  expect(existsSync(rows[0].data_directory)).toBe(false);
  await postgres.stop();
});

test('it cannot be reached from another machine', async () => {
  await using postgres = await startPostgres();
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address, internal } of outside.filter(({ family }) => family === 'IPv4')) {
    if (internal) continue;
    const socket = connect(Number(new URL(postgres.adminUrl).port), address);
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('a given data directory keeps its rows and its password, a given port its address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
  // As root, the server runs under another account, which must be able to get there.
  await chmod(folder, 0o755);
  const dataDirectory = join(folder, 'postgres');
  try {
    const first = await startPostgres({ dataDirectory });
    await withClient(first.adminUrl, async (client) => client.query('CREATE TABLE kept ()'));
    await first.stop();
    await using second = await startPostgres({
      dataDirectory,
      port: Number(new URL(first.adminUrl).port),
      settings: { work_mem: '5MB' },
    });
    expect(second.adminUrl).toBe(first.adminUrl);
    const found = await withClient(first.adminUrl, async (client) =>
      client.query(
        `SELECT to_regclass('kept') IS NOT NULL AS kept, current_setting('work_mem') AS work_mem`,
      ),
    );
    expect(found.rows).toEqual([{ kept: true, work_mem: '5MB' }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

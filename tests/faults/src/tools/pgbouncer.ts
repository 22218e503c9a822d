import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { findFreePorts, findServerAccount, guardPath, spawnGuarded } from '@a4c/dev-stack';

import { MissingToolError } from './missing-tool-error.ts';

export interface PgBouncer extends AsyncDisposable {
  /** The same database and user, through the pooler. */
  readonly url: string;
}

/** Debian puts it where only root's PATH looks. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/**
 * A PgBouncer in transaction mode on a free port of 127.0.0.1, in front of one database for one user.
 *
 * @throws MissingToolError when it is not installed.
 */
export async function startPgBouncer(databaseUrl: string): Promise<PgBouncer> {
  const command = folders
    .map((folder) => join(folder, 'pgbouncer'))
    .find((path) => existsSync(path));
  if (command === undefined) throw new MissingToolError('PgBouncer', 'pgbouncer');
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'a4c-faults-'));
  const keepFolder = guardPath(folder);
  const [listenPort = 0] = await findFreePorts(1);
  const settings = join(folder, 'pgbouncer.ini');
  const users = join(folder, 'users.txt');
  await writeFile(
    settings,
    [
      '[databases]',
      `${pathname.slice(1)} = host=${hostname} port=${port}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${listenPort}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      'default_pool_size = 5',
    ].join('\n'),
  );
  await writeFile(users, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`);
  // It refuses to run as root, as PostgreSQL does.
  const { uid, gid } = findServerAccount();
  await chmod(folder, 0o755);
  if (uid !== undefined && gid !== undefined) await chown(users, uid, gid);
  await chmod(users, 0o600);
  const { promise: up, resolve: isUp } = Promise.withResolvers<void>();
  const server = await spawnGuarded({
    name: 'pgbouncer',
    command,
    args: [settings],
    uid,
    gid,
    cwd: folder,
    stopSignal: 'SIGTERM',
    graceMs: 2_000,
    onLine: (line) => {
      if (line.includes('process up')) isUp();
    },
  });
  const ended = server.exited.then(() => {
    throw new Error(`PgBouncer ended while starting. It wrote:\n${server.output()}`);
  });
  await Promise.race([up, ended]);
  ended.catch(() => {});
  const url = new URL(databaseUrl);
  url.port = String(listenPort);
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      keepFolder();
    },
  };
}

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { findFreePorts, portAttempts, saysPortIsTaken } from '../processes/find-free-ports.ts';
import { guardPath } from '../processes/guardian.ts';
import { type Log, silent } from '../processes/log.ts';
import { ProcessFailedError } from '../processes/process-failed-error.ts';
import {
  describeExit,
  type ExitStatus,
  type GuardedProcess,
  spawnGuarded,
} from '../processes/spawn-guarded.ts';
import { createCluster, own, reachableBinaries, superuser } from './create-cluster.ts';
import { binariesIn, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { findServerAccount, type ServerAccount } from './server-account.ts';

/** A PostgreSQL 17 server of our own, listening on 127.0.0.1 only. */
export type Postgres = AsyncDisposable & {
  /** The superuser's URL, to the database `postgres`. */
  readonly adminUrl: string;
  readonly pid: number;
  readonly exited: Promise<ExitStatus>;
  stop: () => Promise<void>;
};

/** What the server shall be like. */
export type PostgresOptions = {
  /** Created at the first start and kept. Default: a temporary folder that goes with the server. */
  dataDirectory?: string;
  /** Where it listened before, for who is to find it again. Default: a free one. */
  port?: number;
  /** Folder of another installation, of PostgreSQL 17 or newer: what has `bin/postgres` in it. */
  installation?: string;
  /** Server settings, such as `shared_preload_libraries`. */
  settings?: Readonly<Record<string, string | number>>;
  log?: Log;
};

/**
 * Starts PostgreSQL 17 from the npm package, or another installation, with a random superuser password. Ends with this
 * process, however that ends.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { dataDirectory, installation, log = silent } = options;
  const account = findServerAccount();
  const scratch = await mkdtemp(join(tmpdir(), 'a4c-postgres-'));
  const keepScratch = guardPath(scratch);
  const removeScratch = async () => {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    keepScratch();
  };
  try {
    await own(scratch, account);
    const found = installation === undefined ? findPostgresBinaries() : binariesIn(installation);
    const binaries = await reachableBinaries(found, account, join(scratch, 'native'));
    const data = dataDirectory === undefined ? join(scratch, 'data') : resolve(dataDirectory);
    const password = await prepareCluster({ binaries, account, data }, join(scratch, 'password'));
    const kept = dataDirectory !== undefined;
    const { server, port } = await startServer({ binaries, account, data, kept, ...options });
    log(`PostgreSQL${installation === undefined ? ' 17' : ''} listens on 127.0.0.1:${port}`);
    const stop = async () => {
      await server.stop();
      await removeScratch();
    };
    return {
      adminUrl: `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`,
      pid: server.pid,
      exited: server.exited,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await removeScratch();
    throw error;
  }
}

type Cluster = { binaries: PostgresBinaries; account: ServerAccount; data: string };
type ServerOptions = Cluster & Pick<PostgresOptions, 'port' | 'settings'> & { kept: boolean };

/** Makes the cluster unless it is there. Its password is kept in it, for the next start. */
async function prepareCluster(
  { binaries, account, data }: Cluster,
  initialPasswordFile: string,
): Promise<string> {
  const passwordFile = join(data, 'a4c_superuser_password');
  if (existsSync(passwordFile)) return (await readFile(passwordFile, 'utf8')).trim();
  if (existsSync(join(data, 'PG_VERSION'))) {
    throw new Error(
      `${data} holds a PostgreSQL cluster that this stack did not make. Give another data directory.`,
    );
  }
  const password = randomBytes(18).toString('base64url');
  await mkdir(join(data, '..'), { recursive: true });
  await createCluster({
    binaries,
    account,
    dataDirectory: data,
    passwordFile: initialPasswordFile,
    password,
  });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}

async function startServer(
  cluster: ServerOptions,
): Promise<{ server: GuardedProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const [freePort = 0] = cluster.port === undefined ? await findFreePorts(1) : [];
    const port = cluster.port ?? freePort;
    try {
      return { server: await startServerAt(cluster, port), port };
    } catch (error) {
      const taken = error instanceof ProcessFailedError && saysPortIsTaken(error.output);
      if (!taken || port === cluster.port || attempt === portAttempts) throw error;
    }
  }
}

/** Resolves when the server accepts connections. */
async function startServerAt(
  { binaries, account, data, kept, settings: wanted = {} }: ServerOptions,
  port: number,
): Promise<GuardedProcess> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // Where the default socket folder is missing or not ours, the server would not start.
    unix_socket_directories: '',
    // Two relays, a worker and an edge with pools, and a pool per test file side by side.
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...wanted,
  };
  const { promise: accepting, resolve: accept } = Promise.withResolvers<'accepting'>();
  const server = await spawnGuarded({
    name: 'postgres',
    command: binaries.postgres,
    args: [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    ...account,
    cwd: data,
    // "Fast shutdown" ends the sessions and writes a checkpoint; "immediate" leaves that to the
    // recovery at the next start, which data that goes with the server does not have.
    stopSignal: kept ? 'SIGINT' : 'SIGQUIT',
    graceMs: 10_000,
    onLine: (line) => {
      // A standby says "read-only connections".
      if (/ready to accept (read-only )?connections/.test(line)) accept('accepting');
    },
  });
  const outcome = await Promise.race([accepting, server.exited]);
  if (outcome === 'accepting') return server;
  throw new ProcessFailedError('postgres', `ended with ${describeExit(outcome)} while starting`, {
    output: server.output(),
  });
}

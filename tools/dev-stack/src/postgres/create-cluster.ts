import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, rm, writeFile } from 'node:fs/promises';

import { ProcessFailedError } from '../processes/process-failed-error.ts';
import { describeExit, spawnGuarded } from '../processes/spawn-guarded.ts';
import { binariesIn, type PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';

/** The superuser's name in every cluster that the stack makes. */
export const superuser = 'postgres';

/**
 * Makes a cluster that behaves the same on every machine: UTF-8, and PostgreSQL 17's built-in
 * C.UTF-8 collation, which depends on no library of the system.
 */
export async function createCluster(cluster: {
  binaries: PostgresBinaries;
  account: ServerAccount;
  dataDirectory: string;
  /** Where the password may lie while the cluster is made; readable by the account. */
  passwordFile: string;
  password: string;
}): Promise<void> {
  const { binaries, account, dataDirectory, passwordFile, password } = cluster;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  await own(dataDirectory, account);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await own(passwordFile, account);
  const args = [
    `--pgdata=${dataDirectory}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    '--no-sync',
  ];
  try {
    const initdb = await spawnGuarded({
      name: 'postgres',
      command: binaries.initdb,
      args,
      ...account,
      cwd: dataDirectory,
      stopSignal: 'SIGKILL',
      graceMs: 0,
    });
    const exit = await initdb.exited;
    if (exit.code !== 0) {
      const what = `could not create its data directory (initdb ended with ${describeExit(exit)})`;
      throw new ProcessFailedError('postgres', what, { output: initdb.output() });
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * The binaries as the server's account can run them. Beneath a private home folder (/root) another
 * account cannot even reach them; then a copy (60 MB) is made in `folder`.
 */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount,
  folder: string,
): Promise<PostgresBinaries> {
  if (account.uid === undefined) return binaries;
  const { error } = spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/' });
  if (error === undefined) return binaries;
  await cp(binaries.folder, folder, { recursive: true, verbatimSymlinks: true });
  await chmod(folder, 0o755);
  return binariesIn(folder);
}

/** Gives a file or folder to the server's account. */
export async function own(path: string, { uid, gid }: ServerAccount): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

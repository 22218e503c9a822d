import { readFileSync } from 'node:fs';

/** The account that the server runs under; empty when it is our own. */
export type ServerAccount = { uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root. When we are root (a container, as a rule) it runs under
 * `postgres` if the system has that account, else under `nobody`: no account is created for it.
 */
export function findServerAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const entry = accounts.find(([name]) => name === wanted);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and /etc/passwd has neither "postgres" nor "nobody". ' +
      'Run this as another user, or set DATABASE_URL to a PostgreSQL 17 server.',
  );
}

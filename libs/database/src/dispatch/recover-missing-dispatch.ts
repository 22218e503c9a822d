import type { ClientBase } from 'pg';

/**
 * Queues unprocessed events that have neither a dispatch row nor a dead letter, as after a restore.
 *
 * @returns how many were queued.
 */
export async function recoverMissingDispatch(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ recovered: string }>(
    'SELECT recover_missing_dispatch() AS recovered',
  );
  return Number(rows[0]?.recovered ?? 0);
}

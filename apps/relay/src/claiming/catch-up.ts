import { setTimeout as pause } from 'node:timers/promises';

import { recoverMissingDispatch } from '@a4c/database';
import type { Pool } from 'pg';

import { messageOf } from '../database/message-of.ts';
import type { Lifecycle } from '../lifecycle.ts';

/** It looks at every waiting event: seconds, with millions of them. */
const timeoutMs = 60_000;
const retryMs = 10_000;

/** Queues, once, the events that have been forgotten, as after a restore. Goes on in the background. */
export async function catchUp(
  pool: Pool,
  lifecycle: Lifecycle,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      const count = await recover(pool);
      if (count > 0) lifecycle.emit('recovered', { count });
      return;
    } catch (error) {
      lifecycle.emit('databaseLost', { reason: messageOf(error) });
      await pause(retryMs, undefined, { signal: stopping }).catch(() => {});
    }
  }
}

async function recover(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
    const count = await recoverMissingDispatch(client);
    await client.query('COMMIT');
    client.release();
    return count;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

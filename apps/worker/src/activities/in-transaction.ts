import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction: what it wrote and emitted is committed together or not at all.
 * When the COMMIT's answer is lost the promise rejects although it may have committed, so a retry
 * has to find out for itself.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A connection that breaks between two queries emits an event that would end the process.
  client.on('error', ignore);
  let broken = true;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    broken = false;
    return result;
  } finally {
    client.off('error', ignore);
    // Closing the connection rolls back, whatever state it is in.
    client.release(broken);
  }
}

function ignore(): void {}

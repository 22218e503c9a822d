import { benchClient } from './bench-client.ts';

/**
 * An idle transaction with a snapshot, as pg_dump or a forgotten session has one: nothing that is
 * deleted from now on can be cleaned up before it ends.
 */
export async function holdXmin(ownerUrl: string): Promise<AsyncDisposable> {
  const holder = await benchClient(ownerUrl);
  await holder.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await holder.client.query('SELECT 1');
  return {
    async [Symbol.asyncDispose]() {
      await holder.client.query('ROLLBACK');
      await holder[Symbol.asyncDispose]();
    },
  };
}

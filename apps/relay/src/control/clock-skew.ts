import type { ClientBase } from 'pg';

/** A difference that people would stumble over when they compare logs. */
const tellFromMs = 5_000;

/**
 * By how many milliseconds the host's clock is ahead of the database's, if that is worth telling.
 * Nothing in the relay depends on the host's clock; its log lines do.
 */
export async function findClockSkew(client: ClientBase): Promise<number | undefined> {
  const askedAt = Date.now();
  const { rows } = await client.query<{ ms: number }>(
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
  );
  const halfway = (askedAt + Date.now()) / 2;
  const aheadMs = Math.round(halfway - (rows[0]?.ms ?? halfway));
  return Math.abs(aheadMs) > tellFromMs ? aheadMs : undefined;
}

import type { ClientBase } from 'pg';

/** The hash of the contracts that the database checks events against; null before the first "migrate". */
export async function findContractSetInForce(client: ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ hash: string }>(
    'SELECT hash FROM contract_set ORDER BY applied_at DESC LIMIT 1',
  );
  return rows[0]?.hash ?? null;
}

import type { ClientBase } from 'pg';

/** Unprocessed events that one statement looks at: some 50 ms. */
const eventsPerPart = 10_000;

/**
 * Queues unprocessed events that have neither a dispatch row nor a dead letter, as after a restore.
 * Goes part by part, each a statement and, outside of a transaction, a commit of its own.
 *
 * @returns how many were queued.
 */
export async function recoverMissingDispatch(client: ClientBase): Promise<number> {
  let recovered = 0;
  let after: string | null = '0';
  while (after !== null) {
    const { rows }: { rows: Part[] } = await client.query<Part>(
      'SELECT recovered, reached FROM recover_missing_dispatch($1, $2)',
      [after, eventsPerPart],
    );
    recovered += Number(rows[0]?.recovered ?? 0);
    after = rows[0]?.reached ?? null;
  }
  return recovered;
}

interface Part {
  readonly recovered: string;
  readonly reached: string | null;
}

import type { ClientBase } from 'pg';

/**
 * Locks events for a late answer, which comes after its claim's transaction. The event is locked
 * before its dispatch row, in the order of an operator's reset, and nothing is waited for.
 *
 * @returns the ids that could be locked; the others are busy or gone: try them again later.
 */
export async function lockEvents(
  client: ClientBase,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: 'lock-events',
    text: 'SELECT id FROM domain_events WHERE id = ANY ($1::uuid[]) FOR UPDATE SKIP LOCKED',
    values: [eventIds],
  });
  return new Set(rows.map((row) => row.id));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ClientBase } from 'pg';

/** How the routes of a database differ from the contracts. */
export interface RouteComparison {
  /** Event types whose row in `workflow_route` is not what the contracts in force say. */
  readonly differing: readonly string[];
  /** The contracts in force, by the first digits of their hash; undefined when none ever were. */
  readonly inForce: string | undefined;
  /** The contracts of this release. */
  readonly ofRelease: string;
}

/**
 * Compares the table that the relay reads with what was generated from the contracts, and the
 * contracts in force with those of this release. Only columns that both have count, so that a
 * database of another release can be looked at.
 */
export async function compareRoutes(client: ClientBase): Promise<RouteComparison> {
  const generated = await readFile(join(import.meta.dirname, '../generated/contracts.sql'), 'utf8');
  const hash = /^-- contracts sha256: ([0-9a-f]{64})$/m.exec(generated)?.[1] ?? '';
  const { rows: sets } = await client.query<{ hash: string }>(
    'SELECT hash FROM contract_set ORDER BY applied_at DESC LIMIT 1',
  );
  const { rows } = await client.query<{ event_type: string }>(`
WITH actual AS (SELECT event_type, to_jsonb(r) AS route FROM workflow_route r),
wanted AS (SELECT event_type, to_jsonb(c) AS route FROM contracts.routes() c)
SELECT coalesce(a.event_type, w.event_type) AS event_type
FROM actual a FULL JOIN wanted w USING (event_type)
WHERE a.route IS NULL OR w.route IS NULL
  OR EXISTS (SELECT FROM jsonb_each(w.route) field WHERE a.route ? field.key AND a.route->field.key <> field.value)
ORDER BY 1`);
  return {
    differing: rows.map((row) => row.event_type),
    inForce: sets[0]?.hash.slice(0, 12),
    ofRelease: hash.slice(0, 12),
  };
}

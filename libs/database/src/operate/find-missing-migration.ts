import type { ClientBase } from 'pg';

/**
 * The first migration that operating the relay needs and this database lacks; undefined when it has
 * all. Told by what the migrations made: only the owner may read which ones were run.
 */
export async function findMissingMigration(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ migration: string }>(`
SELECT migration FROM (VALUES
  ('0003_dispatch', to_regclass('public.workflow_dispatch') IS NOT NULL),
  ('0008_queues', EXISTS (
    SELECT FROM pg_attribute
    WHERE attrelid = to_regclass('public.workflow_dispatch') AND attname = 'retrying')),
  ('0009_relay_state', to_regclass('public.relay_instance') IS NOT NULL),
  ('0010_requeue_order', to_regclass('public.idx_workflow_requeue_sequence_number') IS NOT NULL),
  ('0012_archive', to_regclass('public.archived_event') IS NOT NULL)
) needed (migration, is_there) WHERE NOT is_there ORDER BY migration LIMIT 1`);
  return rows[0]?.migration;
}

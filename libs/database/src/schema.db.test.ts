import { afterAll, beforeAll, expect, test } from 'vitest';

import { createDatabaseUnderTest, type DatabaseUnderTest } from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

/**
 * All that migrations and contracts make, but for what node-pg-migrate keeps for itself, and for
 * what belongs to something else that is commented: indexes of constraints, columns of a view.
 */
const ours = `
WITH relation AS (
  SELECT c.oid, c.relname AS name, c.relkind FROM pg_class c
  WHERE c.relnamespace IN ('public'::regnamespace, 'contracts'::regnamespace)
    AND c.relname NOT LIKE 'schema_migration%'
)
SELECT kind, name, comment FROM (
  SELECT 'relation' AS kind, r.name, obj_description(r.oid, 'pg_class') AS comment FROM relation r
    WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = r.oid AND k.contype IN ('p', 'u'))
  UNION ALL
  SELECT 'column', r.name || '.' || a.attname, col_description(r.oid, a.attnum)
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
    WHERE r.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'constraint', r.name || '.' || k.conname, obj_description(k.oid, 'pg_constraint')
    FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
  UNION ALL
  SELECT 'trigger', r.name || '.' || t.tgname, obj_description(t.oid, 'pg_trigger')
    FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'policy', r.name || '.' || p.polname, obj_description(p.oid, 'pg_policy')
    FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
  UNION ALL
  SELECT 'statistics', s.stxname, obj_description(s.oid, 'pg_statistic_ext')
    FROM relation r JOIN pg_statistic_ext s ON s.stxrelid = r.oid
  UNION ALL
  SELECT 'function', p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc') FROM pg_proc p
    WHERE p.pronamespace IN ('public'::regnamespace, 'contracts'::regnamespace)
  UNION ALL
  SELECT 'schema', 'contracts', obj_description('contracts'::regnamespace, 'pg_namespace')
  UNION ALL
  SELECT 'role', r.rolname, shobj_description(r.oid, 'pg_authid') FROM pg_roles r
    WHERE r.rolname IN ('a4c_edge', 'a4c_service', 'a4c_worker', 'a4c_relay', 'a4c_operator', 'a4c_reader')
) everything ORDER BY kind, name`;

test('whatever is in the database says what it is for', async () => {
  const { rows } = await database.owner.query<{
    kind: string;
    name: string;
    comment: string | null;
  }>(ours);
  const counts = Map.groupBy(rows, ({ kind }) => kind);
  expect([...counts.keys()]).toEqual([
    'column',
    'constraint',
    'function',
    'policy',
    'relation',
    'role',
    'schema',
    'statistics',
    'trigger',
  ]);
  expect(rows.filter(({ comment }) => (comment ?? '').trim().length < 5)).toEqual([]);
});

test('no name was cut at 63 bytes', async () => {
  const { rows } = await database.owner.query<{ name: string }>(`
    SELECT name FROM (
      SELECT relname AS name FROM pg_class UNION ALL SELECT attname FROM pg_attribute
      UNION ALL SELECT conname FROM pg_constraint UNION ALL SELECT tgname FROM pg_trigger
      UNION ALL SELECT proname FROM pg_proc UNION ALL SELECT polname FROM pg_policy
      UNION ALL SELECT stxname FROM pg_statistic_ext
    ) names WHERE octet_length(name) >= 63`);
  expect(rows).toEqual([]);
});

test('every function that runs as the owner looks nothing up where others can create', async () => {
  const { rows } = await database.owner.query<{ name: string; config: string[] | null }>(`
    SELECT proname AS name, proconfig AS config FROM pg_proc
    WHERE prosecdef AND pronamespace IN ('public'::regnamespace, 'contracts'::regnamespace) ORDER BY 1`);
  expect(rows.map(({ name }) => name)).toEqual([
    'announce_control',
    'archive_candidates',
    'event_status',
    'mark_awaited_routes',
    'prepare_reprocessing',
    'queue_again',
    'queue_reprocessing',
    'queue_workflow_starts',
    'recover_missing_dispatch',
    'recover_missing_dispatch',
    'refuse_event_removal',
    'remove_archived_events',
    'remove_events_before',
    'restore_events',
    'stamp_new_event',
    'stamp_pause',
  ]);
  for (const { config } of rows) expect(config).toEqual(['search_path=pg_catalog, pg_temp']);
});

test('the four indexes of the metadata reference have their documented names', async () => {
  const { rows } = await database.owner.query<{ name: string }>(`
    SELECT indexname AS name FROM pg_indexes WHERE tablename = 'domain_events'
      AND indexname ~ '_(workflow_id|workflow_run_id|workflow_type|activity_id)$' ORDER BY 1`);
  expect(rows.map(({ name }) => name)).toEqual([
    'idx_domain_events_activity_id',
    'idx_domain_events_workflow_id',
    'idx_domain_events_workflow_run_id',
    'idx_domain_events_workflow_type',
  ]);
});

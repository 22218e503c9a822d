import { reservedMetadataKeys } from '@a4c/contracts';
import type { DatabaseRole } from '@a4c/test-harness';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

const event =
  'id, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata';
const processing = 'processed_at, processing_error, retry_count';
const everything = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** All that a role may do, table by table. What does not stand here is refused. */
const rights: Readonly<Record<DatabaseRole, Readonly<Record<string, readonly string[]>>>> = {
  edge: {
    domain_events: ['SELECT', `INSERT (${event})`],
    invitations_projection: [
      'SELECT (id, status, issue_number, expires_at)',
      'UPDATE (status, accepted_at)',
    ],
    'event_status(uuid)': ['EXECUTE'],
  },
  service: {
    domain_events: [
      'SELECT',
      `INSERT (${event}, created_at, ${processing})`,
      `UPDATE (${processing})`,
    ],
    readable_events: ['SELECT'],
    organizations_projection: ['SELECT'],
    users_projection: ['SELECT'],
    memberships_projection: ['SELECT'],
    invitations_projection: ['SELECT'],
    'event_status(uuid)': ['EXECUTE'],
  },
  worker: {
    domain_events: ['SELECT', `INSERT (${event})`],
    workflow_route: ['SELECT'],
    organizations_projection: everything,
    users_projection: everything,
    memberships_projection: everything,
    invitations_projection: ['SELECT', 'INSERT', 'UPDATE'],
    sent_emails: ['SELECT', 'INSERT'],
    'event_status(uuid)': ['EXECUTE'],
  },
  relay: {
    domain_events: ['SELECT', `UPDATE (event_metadata, content_kept, ${processing})`],
    workflow_route: ['SELECT'],
    workflow_dispatch: [
      'SELECT',
      'UPDATE (attempts, available_at, last_error, retrying)',
      'DELETE',
    ],
    workflow_requeue: ['SELECT', 'UPDATE (outcome)'],
    workflow_attempt: ['SELECT', 'INSERT'],
    dead_letter: ['SELECT', 'INSERT'],
    relay_control: ['SELECT'],
    relay_instance: everything,
    'recover_missing_dispatch()': ['EXECUTE'],
    'recover_missing_dispatch(bigint,integer)': ['EXECUTE'],
  },
  operator: {
    domain_events: ['SELECT', `UPDATE (${processing})`],
    readable_events: ['SELECT'],
    workflow_route: ['SELECT', 'UPDATE (paused)'],
    workflow_dispatch: ['SELECT'],
    workflow_requeue: ['SELECT'],
    workflow_attempt: ['SELECT'],
    dead_letter: ['SELECT', 'UPDATE (resolved_at, resolved_by, resolution)'],
    relay_control: ['SELECT', 'UPDATE (paused)'],
    relay_instance: ['SELECT'],
    archived_event: ['SELECT'],
    contract_set: ['SELECT'],
    organizations_projection: ['SELECT'],
    users_projection: ['SELECT'],
    memberships_projection: ['SELECT'],
    invitations_projection: ['SELECT'],
    'event_status(uuid)': ['EXECUTE'],
    'recover_missing_dispatch()': ['EXECUTE'],
    'recover_missing_dispatch(bigint,integer)': ['EXECUTE'],
    'remove_events_before(timestamp with time zone,integer)': ['EXECUTE'],
    'archive_candidates(timestamp with time zone,timestamp with time zone,timestamp with time zone,bigint,integer,boolean)':
      ['EXECUTE'],
    'remove_archived_events(uuid[],bytea[],timestamp with time zone)': ['EXECUTE'],
    'restore_events(text[])': ['EXECUTE'],
  },
  reader: {
    domain_events: ['SELECT'],
    readable_events: ['SELECT'],
    workflow_route: ['SELECT'],
    workflow_dispatch: ['SELECT'],
    workflow_requeue: ['SELECT'],
    workflow_attempt: ['SELECT'],
    dead_letter: ['SELECT'],
    relay_control: ['SELECT'],
    relay_instance: ['SELECT'],
    archived_event: ['SELECT'],
    contract_set: ['SELECT'],
    organizations_projection: ['SELECT'],
    users_projection: ['SELECT'],
    memberships_projection: ['SELECT'],
    invitations_projection: ['SELECT'],
    'event_status(uuid)': ['EXECUTE'],
  },
};
const roles = ['edge', 'service', 'worker', 'relay', 'operator', 'reader'] as const;

/** As the catalog has it, with what everyone may do; a table's right is told by columns when partial. */
const rightsOf = `
SELECT object, array_agg(allowed ORDER BY n) AS allowed FROM (
  SELECT c.relname::text AS object, n, CASE
    WHEN has_table_privilege($1, c.oid, privilege) THEN privilege
    WHEN privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') THEN (
      SELECT privilege || ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ')'
      FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege($1, c.oid, a.attnum, privilege))
    END AS allowed
  FROM pg_class c,
    unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER','MAINTAIN'])
      WITH ORDINALITY AS p (privilege, n)
  WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND c.relnamespace IN ('public'::regnamespace, 'contracts'::regnamespace)
  UNION ALL
  SELECT c.relname, 1, 'SEQUENCE' FROM pg_class c
  WHERE CASE WHEN c.relkind = 'S' THEN has_sequence_privilege($1, c.oid, 'USAGE, SELECT, UPDATE') END
  UNION ALL
  SELECT p.oid::regprocedure::text, 1, 'EXECUTE' FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege($1, p.oid, 'EXECUTE')
  UNION ALL
  SELECT 'schema ' || s.nspname, 1, 'CREATE' FROM pg_namespace s
  WHERE s.nspname !~ '^pg_(temp|toast)' AND has_schema_privilege($1, s.oid, 'CREATE')
  UNION ALL
  SELECT 'database', 1, 'CREATE' WHERE has_database_privilege($1, current_database(), 'CREATE')
) everything WHERE allowed IS NOT NULL GROUP BY object`;

test.each(roles)('a4c_%s may do this and no more', async (role) => {
  const { rows } = await database
    .as(role)
    .query<{ object: string; allowed: string[] }>(rightsOf, [`a4c_${role}_login`]);
  const found = Object.fromEntries(
    rows.map(({ object, allowed }) => [object, columnsSorted(allowed)]),
  );
  const expected = Object.entries(rights[role]).map(([object, allowed]) => [
    object,
    columnsSorted(allowed),
  ]);
  expect(found).toEqual(Object.fromEntries(expected));
});

test('no role can log in, bypass row policies, or make roles and databases', async () => {
  const { rows } = await database.owner.query(
    `SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)
     AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
    [roles.map((role) => `a4c_${role}`)],
  );
  expect(rows).toEqual([]);
});

describe('the edge', () => {
  const refused = { code: '42501', message: expect.stringContaining('row-level security') };

  test('inserts an event that clients may emit, and reads it back', async () => {
    const { rows } = await insertAtEdge(bootstrapType, { source: 'api', custom: 1 });
    expect(rows).toHaveLength(1);
  });

  test('inserts no other event', async () => {
    await expect(insertAtEdge('user.created', {})).rejects.toMatchObject(refused);
  });

  test.each(reservedMetadataKeys)('inserts nothing that says %s', async (key) => {
    const valid: Record<string, unknown> = {
      workflow_run_id: crypto.randomUUID(),
      parent_workflow_run_id: crypto.randomUUID(),
      retry_count: 0,
    };
    await expect(insertAtEdge(bootstrapType, { [key]: valid[key] ?? 'a' })).rejects.toMatchObject(
      refused,
    );
    await expect(insertAtEdge(bootstrapType, { [key]: null })).rejects.toMatchObject(refused);
  });

  test('reads no event that clients may not emit, and cannot tell whether there is one', async () => {
    const hidden = await database.insert({ type: 'user.created' });
    const { rows } = await database
      .as('edge')
      .query(
        "SELECT FROM domain_events WHERE id = $1 OR event_type <> 'organization.bootstrap_initiated'",
        [hidden.id],
      );
    expect(rows).toEqual([]);
  });
});

describe('what is refused', () => {
  const attempts: readonly [role: DatabaseRole, what: string, statement: string][] = [
    ['edge', "reading the relay's tables", 'TABLE workflow_dispatch'],
    ['edge', 'reading past its policy', 'TABLE readable_events'],
    ['edge', 'reading users', 'TABLE users_projection'],
    [
      'service',
      'numbering events itself',
      `INSERT INTO domain_events (sequence_number, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       OVERRIDING SYSTEM VALUE VALUES (1000000, 'user.created', 'user', gen_random_uuid(), '{"email":"a@b.example"}', '{"timestamp":"2026-01-02T03:04:05.678Z"}')`,
    ],
    ['service', 'queueing by hand', 'INSERT INTO workflow_dispatch SELECT FROM domain_events'],
    ['worker', 'changing events', 'UPDATE domain_events SET processed_at = NULL'],
    ['worker', 'changing the metadata of events', "UPDATE domain_events SET event_metadata = '{}'"],
    ['worker', 'forgetting sent e-mails', 'DELETE FROM sent_emails'],
    [
      'relay',
      'inserting events',
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       VALUES ('user.created', 'user', gen_random_uuid(), '{"email":"a@b.example"}', '{"timestamp":"2026-01-02T03:04:05.678Z"}')`,
    ],
    ['relay', 'queueing by hand', 'INSERT INTO workflow_dispatch SELECT FROM domain_events'],
    ['relay', 'changing routes', 'UPDATE workflow_route SET paused = true'],
    ['relay', 'resolving dead letters', "UPDATE dead_letter SET resolution = 'discarded'"],
    ['operator', 'changing where a route leads', "UPDATE workflow_route SET task_queue = 'mine'"],
    ['operator', 'taking events off the queue', 'DELETE FROM workflow_dispatch'],
    ['operator', 'forgetting dead letters', 'DELETE FROM dead_letter'],
    [
      'operator',
      'changing the metadata of events',
      "UPDATE domain_events SET event_metadata = '{}'",
    ],
    ['reader', 'locking rows', 'SELECT FROM domain_events FOR UPDATE'],
    ['reader', 'writing through the view', 'UPDATE readable_events SET processed_at = NULL'],
    ...Object.keys(rights.reader)
      .filter((object) => !object.includes('('))
      .map((table): [DatabaseRole, string, string] => [
        'reader',
        `writing ${table}`,
        `DELETE FROM ${table}`,
      ]),
  ];
  test.each(attempts)('a4c_%s: %s', async (role, _what, statement) => {
    await expect(database.as(role).query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  describe.each(roles)('a4c_%s', (role) => {
    test.each([
      "INSERT INTO contract_set (hash) VALUES ('mine')",
      'DELETE FROM contract_set',
      'TABLE event_removal_permit',
      'INSERT INTO event_removal_permit VALUES (pg_current_xact_id())',
      'TABLE event_restore_permit',
      'INSERT INTO event_restore_permit VALUES (pg_current_xact_id())',
      "INSERT INTO archived_event VALUES (gen_random_uuid(), '')",
      "SELECT insert_archived_record('{}')",
      'TABLE schema_migration',
      "DELETE FROM schema_migration WHERE name = '0001_roles'",
      "INSERT INTO workflow_route VALUES ('user.created', 'w', 'w', 'q')",
      'CREATE TABLE public.mine ()',
      'CREATE FUNCTION contracts.mine() RETURNS int RETURN 1',
      'ALTER TABLE domain_events DISABLE TRIGGER ALL',
      'CREATE TRIGGER mine BEFORE INSERT ON domain_events FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
      "SET session_replication_role = 'replica'",
      'SET ROLE a4c_owner',
    ])('%s', async (statement) => {
      await using(database.as(role), async (client) => {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      });
    });
  });
});

describe.each(roles)('functions that run as the owner obey a4c_%s in nothing:', (role) => {
  test.each([
    'stamp_new_event',
    'queue_workflow_starts',
    'prepare_reprocessing',
    'queue_reprocessing',
    'refuse_event_change',
    'refuse_metadata_change',
    'ask_contract_again',
    'refuse_event_removal',
    'stamp_pause',
    'announce_control',
  ])('%s serves no trigger of its own making', async (name) => {
    await using(database.as(role), async (client) => {
      await client.query('CREATE TEMP TABLE mine (LIKE public.domain_events)');
      await expect(
        client.query(
          `CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION ${name}()`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(client.query(`SELECT ${name}()`)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe("names of a session's own do not stand in for ours", () => {
  const shadows = `
    CREATE TEMP TABLE workflow_route (event_type text, workflow_type text, completed_by text, failed_by text);
    CREATE TEMP TABLE workflow_dispatch (LIKE public.domain_events);
    CREATE TEMP TABLE workflow_requeue (request_id uuid);
    CREATE TEMP TABLE dead_letter (event_id uuid);
    CREATE TEMP TABLE event_removal_permit (transaction_id xid8);
    CREATE FUNCTION pg_temp.clock_timestamp() RETURNS timestamptz RETURN timestamptz 'epoch';
    CREATE FUNCTION pg_temp.nextval(text) RETURNS bigint RETURN 1/0;
    CREATE FUNCTION pg_temp.octet_length(text) RETURNS integer RETURN 1/0;
    SET search_path = pg_temp, public, pg_catalog`;

  test('when it inserts', async () => {
    const inserted = await using(database.as('service'), async (client) => {
      await client.query(shadows);
      const [routed, unrouted] = [
        await database.insert({}, client),
        await database.insert({ type: 'user.created' }, client),
      ];
      expect(unrouted.processed_at?.getFullYear()).toBeGreaterThan(2000);
      return routed;
    });
    expect(await database.requestOf(inserted.id)).toBe(inserted.id);
  });

  test('when it reprocesses and asks for a status', async () => {
    const stored = await database.insert();
    await database.giveUp(stored);
    await using(database.as('operator'), async (client) => {
      await client.query(shadows);
      await client.query('UPDATE domain_events SET retry_count = 0 WHERE id = $1', [stored.id]);
      const { rows } = await client.query('SELECT status FROM event_status($1)', [stored.id]);
      expect(rows).toEqual([{ status: 'queued' }]);
    });
    expect(await database.requestOf(stored.id)).not.toBe(stored.id);
  });

  test('when it deletes with a permit of its own', async () => {
    await using(database.owner, async (client) => {
      await client.query(shadows);
      await client.query('BEGIN');
      await client.query('INSERT INTO event_removal_permit VALUES (pg_current_xact_id())');
      await expect(client.query('DELETE FROM domain_events')).rejects.toMatchObject({
        code: '55000',
      });
    });
  });

  test('when it changes metadata, with operators of its own', async () => {
    const stored = await database.insert();
    await database.admin.query('GRANT CREATE ON SCHEMA public TO a4c_relay');
    await using(database.as('relay'), async (client) => {
      await client.query(`
        CREATE FUNCTION public.nothing(jsonb, text[]) RETURNS jsonb RETURN '{}'::jsonb;
        CREATE OPERATOR public.- (FUNCTION = public.nothing, LEFTARG = jsonb, RIGHTARG = text[]);
        SET search_path = public, pg_catalog`);
      await expect(
        client.query(
          `UPDATE domain_events SET event_metadata = '{"timestamp": "x"}' WHERE id = $1`,
          [stored.id],
        ),
      ).rejects.toMatchObject({ code: '55000' });
    });
  });

  test('when it may create functions in schema public, as on servers that are older', async () => {
    const stored = await database.insert();
    await database.start(stored);
    await database.admin.query('GRANT CREATE ON SCHEMA public TO a4c_operator');
    await using(database.as('operator'), async (client) => {
      await client.query(`
        CREATE FUNCTION public.nextval(text) RETURNS bigint RETURN 1/0;
        CREATE FUNCTION public.octet_length(jsonb) RETURNS integer RETURN 1/0;
        CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz RETURN timestamptz 'epoch';
        CREATE FUNCTION public.gen_random_uuid() RETURNS uuid RETURN NULL::uuid`);
      await client.query('UPDATE domain_events SET processed_at = NULL WHERE id = $1', [stored.id]);
    });
    const { rows } = await database
      .as('reader')
      .query<{ recent: boolean }>(
        "SELECT requested_at > now() - interval '1 hour' AS recent FROM workflow_requeue WHERE event_id = $1",
        [stored.id],
      );
    expect(only(rows)).toEqual({ recent: true });
  });
});

async function insertAtEdge(type: string, metadata: object) {
  return database.as('edge').query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT $1, split_part($1, '.', 1), gen_random_uuid(), event_data, $2 FROM (VALUES
       ('organization.bootstrap_initiated', '{"name":"Acme","slug":"acme","owner_email":"a@b.example","tier":"free","subdomain_enabled":false}'::jsonb),
       ('user.created', '{"email":"a@b.example"}')) AS v (type, event_data) WHERE type = $1
     RETURNING id`,
    [type, JSON.stringify({ timestamp: '2026-01-02T03:04:05.678Z', ...metadata })],
  );
}

function columnsSorted(allowed: readonly string[]): string[] {
  return allowed.map((right) => {
    const [, privilege, columns] = /^(\w+) \((.*)\)$/.exec(right) ?? [];
    return columns === undefined
      ? right
      : `${privilege} (${columns.split(', ').toSorted().join(', ')})`;
  });
}

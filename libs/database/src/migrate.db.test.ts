import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { registry } from '@a4c/contracts';
import { Client, type Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { applyContracts } from './apply-contracts.ts';
import { migrate } from './migrate.ts';
import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeEach(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => database[Symbol.asyncDispose]());

const files = await readdir(join(import.meta.dirname, '../migrations'));
const migrations = files.map((file) => basename(file, '.sql')).toSorted();
const routed = registry
  .filter((contract) => 'starts' in contract || 'signals' in contract)
  .map(({ type }) => type);

describe('a database that is up to date', () => {
  test('is left as it is, to the last catalog row', async () => {
    const before = await catalogOf(database.owner);
    const lines = await linesOf(database.ownerUrl);
    expect(lines).toEqual([
      'no pending migration',
      expect.stringMatching(/^contracts [0-9a-f]{12} are in force$/),
    ]);
    expect(await catalogOf(database.owner)).toEqual(before);
  });

  test('has its checks in force and validated, and its routes', async () => {
    const { rows } = await database.owner.query(`
      SELECT convalidated, (SELECT array_agg(event_type ORDER BY event_type) FROM workflow_route) AS routes
      FROM pg_constraint WHERE conname = 'domain_events_contract'`);
    expect(rows).toEqual([{ convalidated: true, routes: routed }]);
  });
});

describe('an empty database', () => {
  test('is brought up to date once by two migrations at a time', async () => {
    const empty = await createEmpty();
    const told = await Promise.all([linesOf(empty.url), linesOf(empty.url)]);
    const applied = told.flat().filter((line) => line.startsWith('applied'));
    expect(applied.toSorted()).toEqual([
      expect.stringMatching(/^applied contracts /),
      ...migrations.map((name) => `applied migration ${name}`),
    ]);
    await empty.drop();
  });

  test('stays empty when a migration in the middle fails, and is brought up to date afterwards', async () => {
    const empty = await createEmpty();
    await empty.query('CREATE TABLE sent_emails (in_the_way int)');
    await expect(migrate({ databaseUrl: empty.url })).rejects.toMatchObject({
      code: '42P07',
      message: 'relation "sent_emails" already exists',
    });
    expect(
      await empty.query(`
        SELECT to_regclass('domain_events') AS events, to_regnamespace('contracts') AS contracts,
          (SELECT count(*)::int FROM schema_migration) AS applied`),
    ).toEqual([{ events: null, contracts: null, applied: 0 }]);
    await empty.query('DROP TABLE sent_emails');
    expect(await linesOf(empty.url)).toHaveLength(migrations.length + 1);
    await empty.drop();
  });
});

describe('contracts', () => {
  test('that were replaced by newer ones do not come back', async () => {
    const newer = 'f'.repeat(64);
    await database.owner.query('INSERT INTO contract_set (hash) VALUES ($1)', [newer]);
    const before = await catalogOf(database.owner);
    await expect(migrate({ databaseUrl: database.ownerUrl })).rejects.toMatchObject({
      code: 'older_contracts',
      message: expect.stringMatching(/were replaced by newer ones in this database\. Deploy/),
    });
    expect(await catalogOf(database.owner)).toEqual(before);
  });

  test('are replaced again without a trace of the earlier set, keeping what an operator paused', async () => {
    const table = 'SELECT * FROM workflow_route ORDER BY event_type';
    const bootstrap = "WHERE event_type = 'organization.bootstrap_initiated'";
    await database.as('operator').query(`UPDATE workflow_route SET paused = true ${bootstrap}`);
    const { rows: before } = await database.owner.query(table);
    await database.owner.query(
      `UPDATE workflow_route SET task_queue = 'old', workflow_id_template = 'old-{event_id}',
         workflow_type = 'oldWorkflow', completed_by = NULL, failed_by = NULL, ordered = true,
         fairness_key_template = '{event_id}', priority = 1 ${bootstrap}`,
    );
    await addRoute();
    await forgetContracts();
    await migrate({ databaseUrl: database.ownerUrl });
    const { rows: after } = await database.owner.query(table);
    expect(after).toEqual(before);
    expect(after.filter(({ paused }) => paused)).toMatchObject([
      {
        event_type: 'organization.bootstrap_initiated',
        workflow_type: 'organizationBootstrapWorkflow',
      },
    ]);
  });

  test('leave no function of a type that is gone', async () => {
    const functions = `SELECT oid::regprocedure::text AS signature FROM pg_proc
      WHERE pronamespace = 'contracts'::regnamespace ORDER BY 1`;
    const { rows: before } = await database.owner.query(functions);
    await database.owner.query(
      "CREATE FUNCTION contracts.user__gone_v1(event_data jsonb) RETURNS text LANGUAGE sql RETURN 'gone'",
    );
    await forgetContracts();
    await migrate({ databaseUrl: database.ownerUrl });
    const { rows: after } = await database.owner.query(functions);
    expect(after).toEqual(before);
  });

  test.each([
    ['that are new', false, 'nothing was put in force'],
    [
      'that are in force',
      true,
      'new events are checked already, until the release before migrates again',
    ],
  ])(
    '%s and broken by stored events are told with their number and the first of them, again and again',
    async (_, inForce, told) => {
      await database.insert();
      const ids = await insertBroken(7);
      if (!inForce) await forgetContracts();
      const before = await catalogOf(database.owner);
      const tellThem = async () => {
        const error = await errorOf(migrate({ databaseUrl: database.ownerUrl }));
        expect(error).toMatchObject({
          code: 'contract_validation',
          count: 7,
          inForce,
          events: ids.slice(0, 5).map((id) => ({
            id,
            event_type: 'user.created',
            event_version: 1,
            rule: 'event_data.email: format email',
          })),
        });
        expect(String(error)).toMatch(
          new RegExp(
            `7 stored events break the new contracts; ${told}\\. .*\n  - ${ids[0]} user.created version 1: event_data.email: format email\n(.*\n){4}  - and 2 more$`,
          ),
        );
        expect(JSON.stringify([error, String(error)])).not.toContain('S3CRET');
      };
      await tellThem();
      await tellThem();
      expect(await catalogOf(database.owner)).toEqual(before);
      await expect(
        database.insert({ type: 'user.created', data: { email: 'no' } }),
      ).rejects.toMatchObject({ code: '23514' });
      await removeBroken(ids);
      await migrate({ databaseUrl: database.ownerUrl });
    },
  );

  test('that stored events break leave those before them in force', async () => {
    await database.insert({ type: 'user.created' });
    const before = await catalogOf(database.owner);
    const narrower = await contractsWith("RETURN 'event_data.email: max_length 1'");
    expect(await errorOf(apply(narrower))).toMatchObject({
      code: 'contract_validation',
      count: 1,
      inForce: false,
    });
    expect(await catalogOf(database.owner)).toEqual(before);
    await database.insert({ type: 'user.created' });
    await migrate({ databaseUrl: database.ownerUrl });
    expect(await catalogOf(database.owner)).toEqual(before);
  });

  test('that an event breaks which came while they were applied give way to those before them', async () => {
    await database.insert({ type: 'user.created', data: { email: 'early@example.com' } });
    const narrower = await contractsWith(`BEGIN ATOMIC
      SELECT pg_advisory_xact_lock_shared(1);
      SELECT CASE WHEN event_data ->> 'email' LIKE 'late%' THEN 'event_data.email: pattern' END;
    END`);
    const error = await using(database.admin, async (admin) => {
      await admin.query('SELECT pg_advisory_lock(1)');
      const applied = errorOf(apply(narrower));
      await expect.poll(async () => migrationsThatWait()).toBe(1);
      await database.insert({ type: 'user.created', data: { email: 'late@example.com' } });
      await admin.query('SELECT pg_advisory_unlock(1)');
      return applied;
    });
    expect(error).toMatchObject({ code: 'contract_validation', count: 1, inForce: true });
    expect(await linesOf(database.ownerUrl)).toContainEqual(expect.stringMatching(/^applied/));
    expect(await linesOf(database.ownerUrl)).toContainEqual(expect.stringMatching(/in force$/));
    await database.insert({ type: 'user.created', data: { email: 'late@example.com' } });
    expect(await errorOf(apply(narrower))).toMatchObject({ count: 2, inForce: false });
  });

  test('let writers go on, by the earlier contracts, while stored events are looked at', async () => {
    await database.insert({ type: 'user.created' });
    const slower = await contractsWith(
      'BEGIN ATOMIC SELECT pg_advisory_xact_lock_shared(1); SELECT NULL::text; END',
    );
    const running = await using(database.admin, async (admin) => {
      await admin.query('SELECT pg_advisory_lock(1)');
      const applied = apply(slower);
      await expect.poll(async () => migrationsThatWait()).toBe(1);
      await database.insert({ type: 'user.created' });
      await admin.query('SELECT pg_advisory_unlock(1)');
      return applied.then(() => 'applied');
    });
    expect(running).toBe('applied');
    const { rows } = await database.owner.query(
      "SELECT convalidated FROM pg_constraint WHERE conname = 'domain_events_contract'",
    );
    expect(rows).toEqual([{ convalidated: true }]);
  });

  test('do not look at rows from before the contracts', async () => {
    await insertBroken(1, 0);
    await forgetContracts();
    await expect(migrate({ databaseUrl: database.ownerUrl })).resolves.toBeUndefined();
  });

  test('that drop a route are refused while events wait for it, and change nothing', async () => {
    await addRoute();
    await database.insert({ type: 'user.created' });
    await database.insert({ type: 'user.created' });
    await forgetContracts();
    const before = await catalogOf(database.owner);
    await expect(migrate({ databaseUrl: database.ownerUrl })).rejects.toMatchObject({
      code: 'contracts_in_use',
      message: expect.stringContaining('no longer declare: user.created (2). Let the relay finish'),
    });
    expect(await catalogOf(database.owner)).toEqual(before);
  });

  test('that drop a route see the event that is being inserted for it', async () => {
    await addRoute();
    await forgetContracts();
    const migration = await using(database.as('service'), async (service) => {
      await service.query('BEGIN');
      await database.insert({ type: 'user.created' }, service);
      const running = errorOf(migrate({ databaseUrl: database.ownerUrl }));
      await expect.poll(async () => migrationsThatWait()).toBe(1);
      await service.query('COMMIT');
      return running;
    });
    expect(migration).toMatchObject({ code: 'contracts_in_use' });
  });

  test('give up after five seconds behind a long transaction, so that writers need not wait longer', async () => {
    await forgetContracts();
    await using(database.as('reader'), async (reader) => {
      await reader.query('BEGIN');
      await reader.query('SELECT FROM domain_events');
      const error = await errorOf(migrate({ databaseUrl: database.ownerUrl }));
      expect(error).toMatchObject({
        code: 'database_busy',
        message: expect.stringMatching(/lock timeout\. Nothing was changed: end long transactions/),
      });
    });
    await migrate({ databaseUrl: database.ownerUrl });
  });
});

describe('a role without the rights', () => {
  test.each(['service', 'operator', 'edge'] as const)('such as a4c_%s is told so', async (role) => {
    await expect(migrate({ databaseUrl: database.urlFor(role) })).rejects.toMatchObject({
      code: 'migration_rights',
      message:
        `Role "a4c_${role}_login" has not the rights to migrate: the schema belongs to "a4c_owner". ` +
        'Run it as the owner of the schema, which needs CREATE on the database and on schema public, and CREATEROLE the first time in a cluster.',
    });
  });

  test('is told so in an empty database, and leaves it empty', async () => {
    const empty = await createEmpty();
    const url = new URL(empty.url);
    const service = new URL(database.urlFor('service'));
    [url.username, url.password] = [service.username, service.password];
    await expect(migrate({ databaseUrl: url.href })).rejects.toMatchObject({
      code: 'migration_rights',
      message: expect.stringContaining('it may create nothing in schema public'),
    });
    await empty.query('GRANT CREATE ON SCHEMA public TO a4c_service_login');
    await expect(migrate({ databaseUrl: url.href })).rejects.toMatchObject({
      code: 'migration_rights',
      message: expect.stringContaining('permission denied for database'),
    });
    expect(await empty.query("SELECT to_regclass('domain_events') AS events")).toEqual([
      { events: null },
    ]);
    await empty.drop();
  });
});

async function linesOf(databaseUrl: string): Promise<string[]> {
  const lines: string[] = [];
  await migrate({ databaseUrl, log: (line) => lines.push(line) });
  return lines;
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

/** A database without anything, of the same owner. */
async function createEmpty() {
  const name = `a4c_empty_${randomBytes(6).toString('hex')}`;
  const url = new URL(database.ownerUrl);
  await database.admin.query(`CREATE DATABASE ${name} OWNER ${url.username}`);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: async (statement: string) => {
      const client = new Client({ connectionString: url.href });
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(statement);
      await client.end();
      return rows;
    },
    drop: async () => database.admin.query(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Every row that describes our objects, with the transaction that wrote it. */
async function catalogOf(owner: Pool): Promise<unknown> {
  const { rows } = await owner.query(`
    SELECT 'relation' AS kind, relname AS name, xmin::text FROM pg_class
      WHERE relnamespace IN ('public'::regnamespace, 'contracts'::regnamespace)
    UNION ALL SELECT 'function', oid::regprocedure::text, xmin::text FROM pg_proc
      WHERE pronamespace IN ('public'::regnamespace, 'contracts'::regnamespace)
    UNION ALL SELECT 'constraint', conname || conrelid::regclass, xmin::text FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'migration', name, xmin::text FROM schema_migration
    UNION ALL SELECT 'contracts', hash, xmin::text FROM contract_set
    UNION ALL SELECT 'route', event_type, xmin::text FROM workflow_route
    ORDER BY 1, 2`);
  return rows;
}

/** The set in force is applied again, as if it were a new one. */
async function forgetContracts(): Promise<void> {
  await database.owner.query('DELETE FROM contract_set');
}

/** The generated set with another check of `user.created`, as a later release would bring it. */
async function contractsWith(checkOfUserCreated: string): Promise<string> {
  const sql = await readFile(join(import.meta.dirname, 'generated/contracts.sql'), 'utf8');
  return `${sql.replace(/(?<=sha256: )\w+/, 'f'.repeat(64))}
    CREATE OR REPLACE FUNCTION contracts.user__created_v1(event_data jsonb) RETURNS text
    LANGUAGE sql ${checkOfUserCreated};`;
}

async function apply(sql: string): Promise<void> {
  const client = new Client({
    connectionString: database.ownerUrl,
    application_name: 'a4c-migrate',
  });
  await client.connect();
  try {
    await applyContracts(client, sql, () => {});
  } finally {
    await client.end();
  }
}

async function addRoute(): Promise<void> {
  await database.owner.query(
    `INSERT INTO workflow_route (event_type, workflow_type, workflow_id_template, task_queue)
     VALUES ('user.created', 'oldWorkflow', '{event_id}', 'old')`,
  );
}

/** Rows that an earlier set let in. */
async function insertBroken(count: number, version = 1): Promise<string[]> {
  return using(database.owner, async (owner) => {
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE domain_events DISABLE TRIGGER stamp_new_event');
    await owner.query('ALTER TABLE domain_events DROP CONSTRAINT domain_events_contract');
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO domain_events (event_type, event_version, aggregate_type, aggregate_id, event_data,
         event_metadata, processed_at)
       SELECT 'user.created', $2, 'user', gen_random_uuid(), '{"email": "S3CRET"}',
         '{"timestamp": "2026-01-02T03:04:05.678Z"}', clock_timestamp()
       FROM generate_series(1, $1) RETURNING id`,
      [count, version],
    );
    await owner.query('ALTER TABLE domain_events ENABLE TRIGGER stamp_new_event');
    await owner.query(`
      ALTER TABLE domain_events ADD CONSTRAINT domain_events_contract CHECK (
        event_version = 0
        OR contracts.check_event(event_type, event_version, aggregate_type, event_data, event_metadata)
      ) NOT VALID`);
    await owner.query('COMMIT');
    return rows.map(({ id }) => id);
  });
}

async function removeBroken(ids: readonly string[]): Promise<void> {
  await using(database.owner, async (owner) => {
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE domain_events DISABLE TRIGGER refuse_event_removal');
    await owner.query('DELETE FROM domain_events WHERE id = ANY ($1)', [ids]);
    await owner.query('ALTER TABLE domain_events ENABLE TRIGGER refuse_event_removal');
    await owner.query('COMMIT');
  });
}

async function migrationsThatWait(): Promise<number> {
  const { rows } = await database.admin.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'a4c-migrate' AND wait_event_type = 'Lock'`,
  );
  return only(rows).waiting;
}

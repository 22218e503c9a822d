import { Client } from 'pg';
import { expect, test } from 'vitest';

import { createTestDatabase, type DatabaseRole, LeakedConnectionsError } from './index.ts';

test('each role logs in to the migrated copy as a member of its group role only', async () => {
  await using database = await createTestDatabase();
  const roles: DatabaseRole[] = ['edge', 'service', 'worker', 'relay', 'operator', 'reader'];
  for (const role of roles) {
    const client = new Client({ connectionString: database.urlFor(role) });
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_database() AS name, rolsuper AS super,
              to_regclass('domain_events') IS NOT NULL AS migrated,
              array(SELECT r.rolname::text FROM pg_roles r
                    WHERE r.rolname <> current_user AND pg_has_role(current_user, r.oid, 'member')
                   ) AS groups
       FROM pg_roles WHERE rolname = current_user`,
    );
    await client.end();
    expect(rows).toEqual([
      { name: database.name, super: false, migrated: true, groups: [`a4c_${role}`] },
    ]);
  }
});

test('the owner is no superuser and owns the database', async () => {
  await using database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT r.rolsuper AS super, d.datdba = r.oid AS owns FROM pg_roles r, pg_database d
     WHERE r.rolname = current_user AND d.datname = current_database()`,
  );
  await client.end();
  expect(rows).toEqual([{ super: false, owns: true }]);
});

test('two copies do not see each other, and are gone after disposal', async () => {
  const first = await createTestDatabase();
  const second = await createTestDatabase();
  expect(first.name).not.toBe(second.name);
  await first[Symbol.asyncDispose]();
  const client = new Client({ connectionString: first.ownerUrl });
  await expect(client.connect()).rejects.toMatchObject({ code: '3D000' });
  await second[Symbol.asyncDispose]();
});

test('a connection left open fails the disposal, which drops the database all the same', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl, application_name: 'leak' });
  client.on('error', () => {});
  await client.connect();
  const disposal = database[Symbol.asyncDispose]();
  await expect(disposal).rejects.toThrow(LeakedConnectionsError);
  await expect(disposal).rejects.toThrow(/1 connections .* a4c_owner leak/s);
});

import { randomBytes } from 'node:crypto';

import type { Client } from 'pg';

import { databaseUrl } from './database-url.ts';
import { withClient } from './with-client.ts';

/** What a process may do in the database: the group roles of `migrate` without their `a4c_`. */
export type DatabaseRole = 'edge' | 'service' | 'worker' | 'relay' | 'operator' | 'reader';

/** A user that can log in. */
export type Login = { user: string; password: string };

/** The role that owns the schema: everything of ours is made by it, nothing by a superuser. */
const ownerRole = 'a4c_owner';

/**
 * Makes the database and its owner, who may create roles but is no superuser, as on a managed
 * PostgreSQL. Returns the owner's URL to it.
 */
export async function createOwnedDatabase(adminUrl: string, database: string): Promise<string> {
  return withClient(adminUrl, async (admin) => {
    const login = await createLogin(admin, ownerRole, 'CREATEROLE');
    await admin.query(`GRANT ${ownerRole} TO CURRENT_USER`);
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(database)} OWNER ${ownerRole}`);
    return databaseUrl(adminUrl, { database, ...login });
  });
}

/**
 * Gives every group role a user that can log in (`a4c_edge_login` …) with a random password. The
 * group roles must exist, so this follows `migrate`; the URL is that of the role that migrated.
 */
export async function createRoleLogins(ownerUrl: string): Promise<Record<DatabaseRole, Login>> {
  return withClient(ownerUrl, async (owner) => {
    const createFor = async (role: DatabaseRole) => {
      const login = await createLogin(owner, `a4c_${role}_login`, 'NOCREATEROLE');
      await owner.query(`GRANT a4c_${role} TO ${login.user}`);
      return login;
    };
    return {
      edge: await createFor('edge'),
      service: await createFor('service'),
      worker: await createFor('worker'),
      relay: await createFor('relay'),
      operator: await createFor('operator'),
      reader: await createFor('reader'),
    };
  });
}

/** A user that is there gets the new password: the old one was kept nowhere. */
async function createLogin(
  client: Client,
  user: string,
  right: 'CREATEROLE' | 'NOCREATEROLE',
): Promise<Login> {
  const password = randomBytes(18).toString('base64url');
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  const secret = client.escapeLiteral(password);
  await client.query(`${verb} ROLE ${user} WITH LOGIN ${right} PASSWORD ${secret}`);
  return { user, password };
}

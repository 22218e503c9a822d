import { randomBytes } from 'node:crypto';

import { migrate } from '@a4c/database';
import type { ProvidedServices } from '@a4c/test-harness';
import type { TestProject } from 'vitest/node';

import { createOwnedDatabase, createRoleLogins } from './databases/login-roles.ts';
import { withClient } from './databases/with-client.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { findTimeSkippingServer } from './temporal/find-time-skipping-server.ts';
import { startTemporal } from './temporal/start-temporal.ts';

type Started<T> = { value: T; stop: () => Promise<void> };
type Services = {
  users: number;
  database?: Promise<Started<ProvidedServices['database']>>;
  temporal?: Promise<Started<string>>;
  timeSkipping?: Promise<NonNullable<ProvidedServices['timeSkippingServer']>>;
};

/** Each project evaluates this module for itself; the global object is what they have in common. */
const key = Symbol.for('a4c.test-services');
const existing: Services | undefined = Reflect.get(globalThis, key);
const services: Services = existing ?? { users: 0 };
Reflect.set(globalThis, key, services);

/**
 * Vitest's global set-up for the projects whose tests need services: PostgreSQL for `db`, Temporal
 * as well for `temporal` and `e2e`. Runs for a project only when it has a file to run; however many
 * projects do, each service is started once, and stopped after the last.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  services.users += 1;
  try {
    const needsTemporal = project.name !== 'db';
    services.database ??= startDatabase();
    if (needsTemporal) services.temporal ??= startTemporalService();
    if (project.name === 'temporal') services.timeSkipping ??= findTimeSkipping();
    const [database, temporal, timeSkippingServer] = await Promise.all([
      services.database,
      services.temporal,
      services.timeSkipping,
    ]);
    project.provide('services', {
      database: database.value,
      ...(needsTemporal && temporal !== undefined && { temporalAddress: temporal.value }),
      ...(timeSkippingServer !== undefined && { timeSkippingServer }),
    });
  } catch (cause) {
    await teardown();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The services for the tests of project "${project.name}" are missing. "npm test" starts its own ` +
        'when DATABASE_URL and TEMPORAL_ADDRESS are not set; "npm run test:fast" needs none.\n' +
        reason,
      { cause },
    );
  }
  return teardown;
}

async function teardown(): Promise<void> {
  services.users -= 1;
  if (services.users > 0) return;
  const running = await Promise.allSettled([services.database, services.temporal]);
  delete services.database;
  delete services.temporal;
  for (const started of running) {
    if (started.status === 'fulfilled') await started.value?.stop();
  }
}

/** DATABASE_URL, if set, must name a role that may create databases and roles. */
async function startDatabase(): Promise<Started<ProvidedServices['database']>> {
  const external = process.env['DATABASE_URL'];
  const postgres = external ? undefined : await startPostgres();
  const adminUrl = postgres?.adminUrl ?? external ?? '';
  const template = `a4c_template_${randomBytes(6).toString('hex')}`;
  try {
    const ownerUrl = await createOwnedDatabase(adminUrl, template);
    await migrate({ databaseUrl: ownerUrl });
    const { username: user, password } = new URL(ownerUrl);
    const logins = await createRoleLogins(ownerUrl);
    return {
      value: { adminUrl, template, owner: { user, password }, logins },
      stop: async () => {
        if (postgres !== undefined) return postgres.stop();
        await withClient(adminUrl, (admin) => admin.query(`DROP DATABASE ${template}`));
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

async function startTemporalService(): Promise<Started<string>> {
  // Many workflows in a short time: the dev server's own limits would be what is tested.
  const dynamicConfig = {
    'frontend.rps': 100_000,
    'frontend.namespaceRPS': 100_000,
    'history.rps': 100_000,
  };
  // To stderr, as the reporter owns stdout: a first run downloads for a while.
  const temporal = await startTemporal({ dynamicConfig, log: (line) => console.error(line) });
  return { value: temporal.address, stop: temporal.stop };
}

/** Few tests need it: the reason why it is missing fails those, and no others. */
async function findTimeSkipping(): Promise<NonNullable<ProvidedServices['timeSkippingServer']>> {
  try {
    return { path: await findTimeSkippingServer((line) => console.error(line)) };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

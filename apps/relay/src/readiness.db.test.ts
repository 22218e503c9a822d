import { once } from 'node:events';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readRelayConfig } from './config.ts';
import { createRelay, type Relay } from './relay.ts';

let database: TestDatabase;
let admin: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database[Symbol.asyncDispose]();
});

test('a relay that has not started says so', async () => {
  await using relay = createTestRelay(database.urlFor('relay'));
  expect(relay.readiness()).toEqual({ ready: false, reasons: ['The relay has not started.'] });
});

test('before the database has answered it is not ready', async () => {
  await using relay = createTestRelay('postgres://nobody@127.0.0.1:1/nothing');
  relay.start();
  expect(relay.readiness().ready).toBe(false);
  await once(relay.lifecycle, 'databaseLost');
  expect(relay.readiness().reasons[0]).toMatch(
    /^The database cannot be used \(.*ECONNREFUSED.*\)\. See DATABASE_URL and the log\.$/,
  );
});

test.each([
  {
    what: 'a migration is missing',
    breaks: 'ALTER TABLE relay_control RENAME TO hidden_control',
    mends: 'ALTER TABLE hidden_control RENAME TO relay_control',
    says: /relation "relay_control" does not exist; .* run "npm run migrate"\)/,
  },
  {
    what: 'a right is missing',
    breaks: 'REVOKE SELECT ON workflow_route FROM a4c_relay',
    mends: 'GRANT SELECT ON workflow_route TO a4c_relay',
    says: /permission denied for table workflow_route; connect as a member of a4c_relay\)/,
  },
])('$what: it says what to do, and is ready when that is done', async ({ breaks, mends, says }) => {
  await admin.query(breaks);
  await using relay = createTestRelay(database.urlFor('relay'));
  const lost = once(relay.lifecycle, 'databaseLost');
  relay.start();
  await lost;
  expect(relay.readiness()).toMatchObject({
    ready: false,
    reasons: [expect.stringMatching(says), expect.anything()],
  });
  await admin.query(mends);
  await expect
    .poll(() => relay.readiness(), { timeout: 15_000 })
    .toEqual({ ready: true, reasons: [] });
});

test('paused relays stay in service, and say that they are paused', async () => {
  await admin.query('UPDATE relay_control SET paused = true');
  await using relay = createTestRelay(database.urlFor('relay'));
  const [paused, listening] = [once(relay.lifecycle, 'paused'), once(relay.lifecycle, 'listening')];
  relay.start();
  await Promise.all([paused, listening]);
  expect(relay.readiness()).toEqual({ ready: true, reasons: ['Paused by an operator.'] });
  const unpaused = once(relay.lifecycle, 'unpaused');
  await admin.query('UPDATE relay_control SET paused = false');
  await unpaused;
  expect(relay.readiness()).toEqual({ ready: true, reasons: [] });
});

test.each([
  [14, 'Temporal does not answer: it is away'],
  [16, 'Temporal refuses this relay (it is away). Check TEMPORAL_NAMESPACE'],
])('what Temporal says by gRPC code %i is told', async (code, reason) => {
  const away = Object.assign(new Error('it is away'), { code, details: 'it is away' });
  await using relay = createTestRelay(database.urlFor('relay'), () => Promise.reject(away));
  const suspended = once(relay.lifecycle, 'suspended');
  relay.start();
  await suspended;
  const { ready, reasons } = relay.readiness();
  expect(ready).toBe(false);
  expect(reasons).toContainEqual(expect.stringContaining(reason));
});

function createTestRelay(
  databaseUrl: string,
  ask: () => Promise<void> = async () => {},
): Relay & AsyncDisposable {
  const config = { ...readRelayConfig({ DATABASE_URL: databaseUrl }), rpcTimeoutMs: 200 };
  const relay = createRelay(config, { start: nothingToStart, ask });
  return Object.assign(relay, { [Symbol.asyncDispose]: () => relay.stop() });
}

function nothingToStart(): Promise<never> {
  return Promise.reject(new Error('Nothing was to be started.'));
}

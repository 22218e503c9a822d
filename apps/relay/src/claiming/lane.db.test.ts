import { once } from 'node:events';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readRelayConfig } from '../config.ts';
import { createRelay, type Relay } from '../relay.ts';
import type { Starter } from '../starting/starter.ts';

let database: TestDatabase;
let owner: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
});
afterAll(async () => {
  await owner.end();
  await database[Symbol.asyncDispose]();
});

test('a defect in a start is its event’s failure; it costs no place of the window, and lanes go on', async () => {
  let calls = 0;
  const relay = createRelayWith(
    async () => {
      calls += 1;
      if (calls <= 30) throw new RangeError('a defect');
      return { kind: 'running', runId: crypto.randomUUID(), outcome: 'started' };
    },
    { maxInFlight: 4, baseBackoffMs: 1, maxBackoffMs: 10, maxAttempts: 100 },
  );
  const failures: string[] = [];
  relay.lifecycle.on('failed', ({ message }) => failures.push(message));
  await insertEvents(6);
  relay.start();
  await acknowledged(relay, 6);
  await relay.stop();
  expect(failures).toHaveLength(30);
  expect(failures[0]).toMatch(/failed in the relay: RangeError: a defect/);
});

test('a statement that the database refuses is repeated with a growing pause', async () => {
  await owner.query('REVOKE SELECT ON workflow_dispatch FROM a4c_relay');
  const relay = createRelayWith(() => Promise.reject(new Error('nothing can be claimed')));
  relay.start();
  const [{ reason }] = await once(relay.lifecycle, 'databaseLost');
  expect(reason).toMatch(/permission denied/);
  const idle = once(relay.lifecycle, 'idle');
  await owner.query('GRANT SELECT ON workflow_dispatch TO a4c_relay');
  await idle;
  await relay.stop();
});

function createRelayWith(start: Starter['start'], settings: object = {}): Relay {
  const config = {
    ...readRelayConfig({ DATABASE_URL: database.urlFor('relay') }),
    ...settings,
  };
  return createRelay(config, { start, ask: async () => {} });
}

async function acknowledged(relay: Relay, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  relay.lifecycle.on('acknowledged', () => {
    left -= 1;
    if (left === 0) resolve();
  });
  await promise;
}

async function insertEvents(count: number): Promise<void> {
  await owner.query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(),
       '{"name":"Acme","slug":"acme","owner_email":"a@acme.example","tier":"free","subdomain_enabled":false}',
       '{"timestamp":"2026-01-01T00:00:00.000Z"}'
     FROM generate_series(1, $1)`,
    [count],
  );
}

import { once } from 'node:events';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readRelayConfig } from './config.ts';
import { startLane } from './lane.ts';
import { createLifecycle } from './lifecycle.ts';
import { createRpcWindow } from './rpc-window.ts';
import { createSuspension } from './suspension.ts';
import { createWakeSignal } from './wake-signal.ts';

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

test('a defect in a start costs no place of the window, and the lane lives on and stops', async () => {
  const lifecycle = createLifecycle();
  const rpcWindow = createRpcWindow(4);
  await insertEvents(6);
  const lane = startLaneWith({
    lifecycle,
    rpcWindow,
    start: () => Promise.reject(new RangeError('a defect')),
  });
  for (let round = 0; round < 3; round += 1) await once(lifecycle, 'databaseLost');
  await lane.stop();
  expect(rpcWindow.take(4)).toBe(4);
});

test('a statement that the database refuses is repeated with a growing pause', async () => {
  await owner.query('REVOKE SELECT ON workflow_route FROM a4c_relay');
  const lifecycle = createLifecycle();
  const lane = startLaneWith({
    lifecycle,
    rpcWindow: createRpcWindow(4),
    start: () => Promise.reject(new Error('nothing can be claimed')),
  });
  const [{ reason }] = await once(lifecycle, 'databaseLost');
  expect(reason).toMatch(/permission denied/);
  const back = once(lifecycle, 'databaseBack');
  await owner.query('GRANT SELECT ON workflow_route TO a4c_relay');
  await back;
  await lane.stop();
});

function startLaneWith(parts: {
  lifecycle: ReturnType<typeof createLifecycle>;
  rpcWindow: ReturnType<typeof createRpcWindow>;
  start: () => Promise<never>;
}) {
  const { lifecycle, rpcWindow, start } = parts;
  return startLane('lane of a test', {
    config: readRelayConfig({ DATABASE_URL: database.urlFor('relay') }),
    lifecycle,
    rpcWindow,
    starter: { start, probe: async () => {}, answers: async () => true },
    suspension: createSuspension(lifecycle),
    wakeSignal: createWakeSignal(),
    lateAnswers: { add: () => {}, drained: async () => {} },
    isListening: () => true,
  });
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

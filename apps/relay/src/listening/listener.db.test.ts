import { once } from 'node:events';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { type Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSessions } from '../database/sessions.ts';
import { createLifecycle } from '../lifecycle.ts';
import { createGate } from './gate.ts';
import { startListener } from './listener.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.ownerUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

test('a subscription that is gone is noticed and renewed; the gate is given up meanwhile', async () => {
  const { lifecycle, gate, clients, listener, notifications } = listen();
  await once(lifecycle, 'listening');
  expect(await gate.close()).toBe('taken');
  const lost = once(lifecycle, 'listenLost');
  const renewed = once(lifecycle, 'listening');
  await clients[0]?.query('UNLISTEN *');
  expect((await lost)[0]).toEqual({ reason: 'The session no longer listens or answers.' });
  expect(gate.state).toBe('absent');
  await renewed;
  await notify('workflow_events', 'after');
  await expect.poll(() => notifications).toContain('after');
  await listener.stop();
});

test('where notifications do not arrive it says so, and never takes the gate', async () => {
  const swallowed: string[] = [];
  const { lifecycle, gate, listener } = listen(async (_, payload) => swallowed.push(payload));
  const [{ reason }] = await once(lifecycle, 'listenLost');
  expect(reason).toMatch(/did not arrive\. Connect directly, not through a pooler/);
  expect(listener.isListening).toBe(false);
  expect(await gate.close()).toBe('absent');
  expect(swallowed.length).toBeGreaterThan(0);
  await listener.stop();
});

test('who holds the gate makes another relay wait, and writers notify', async () => {
  const first = listen();
  const second = listen();
  await Promise.all([once(first.lifecycle, 'listening'), once(second.lifecycle, 'listening')]);
  expect(await first.gate.close()).toBe('taken');
  expect(await second.gate.close()).toBe('relay');
  const { tenure } = first.gate;
  first.gate.open();
  expect(first.gate.tenure).toBe(tenure + 1);
  await expect.poll(() => second.gate.close()).toBe('taken');
  await Promise.all([first.listener.stop(), second.listener.stop()]);
});

function listen(send = notify) {
  const lifecycle = createLifecycle();
  const gate = createGate(lifecycle);
  const clients: Client[] = [];
  const notifications: string[] = [];
  const listener = startListener(lifecycle, gate, {
    open: async (onLost) => {
      const session = await createSessions(database.urlFor('relay')).open('listen', onLost);
      clients.push(session.client);
      return session;
    },
    notify: send,
    onListening: () => {},
    onLost: () => {},
    onNotification: (payload) => notifications.push(payload),
  });
  return { lifecycle, gate, clients, notifications, listener };
}

async function notify(channel: string, payload: string): Promise<unknown> {
  return pool.query('SELECT pg_notify($1, $2)', [channel, payload]);
}

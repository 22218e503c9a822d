import { once } from 'node:events';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { readRelayControl } from './dispatch/relay-control.ts';
import {
  type RelayInstance,
  removeRelayInstance,
  reportRelayInstance,
} from './dispatch/relay-instance.ts';
import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => {
  await database.owner.query('DELETE FROM relay_instance');
});
afterAll(async () => database[Symbol.asyncDispose]());

const idle: RelayInstance = {
  id: crypto.randomUUID(),
  host: 'relay-1',
  pid: 7,
  version: '1.2.3',
  listen_state: 'listening',
  gate: 'taken',
  breaker: 'closed',
  breaker_reason: null,
  window: 64,
  in_flight: 0,
  batch: 200,
  claimed_per_second: 0,
  started_per_second: 0,
  failed_per_second: 0.5,
  draining: false,
};

describe('a relay writes its row', () => {
  test('again and again, and takes it away when it stops', async () => {
    await report(idle);
    await report({ ...idle, in_flight: 3, breaker: 'open', breaker_reason: 'UNAVAILABLE' });
    const { rows } = await database
      .as('operator')
      .query<Record<string, unknown>>(
        'SELECT *, seen_at > started_at AS written_again FROM relay_instance',
      );
    expect(only(rows)).toMatchObject({
      ...idle,
      in_flight: 3,
      breaker: 'open',
      breaker_reason: 'UNAVAILABLE',
      written_again: true,
    });
    await using(database.as('relay'), (relay) => removeRelayInstance(relay, idle.id));
    expect(await instances()).toEqual([]);
  });

  test('and learns how many others are alive', async () => {
    const [second, gone] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(await report(idle)).toBe(0);
    await report({ ...idle, id: second });
    await report({ ...idle, id: gone });
    await lastSeen(gone, '6 seconds');
    expect(await report(idle)).toBe(1);
    expect(await instances()).toHaveLength(3);
  });

  test('and sweeps away what was not written for a day, but not its own', async () => {
    const gone = crypto.randomUUID();
    await report({ ...idle, id: gone });
    await report(idle);
    await lastSeen(gone, '1 day');
    await lastSeen(idle.id, '1 day');
    await report(idle);
    expect(await instances()).toEqual([idle.id]);
  });
});

describe('an operator pauses', () => {
  test('all relays, and the table says since when and by whom', async () => {
    expect(await using(database.as('relay'), readRelayControl)).toEqual({ paused: false });
    await database.as('operator').query('UPDATE relay_control SET paused = true');
    expect(await using(database.as('relay'), readRelayControl)).toEqual({ paused: true });
    expect(await control()).toEqual({ recent: true, paused_by: 'a4c_operator_login' });
    await database.as('operator').query('UPDATE relay_control SET paused = false');
    expect(await control()).toEqual({ recent: null, paused_by: null });
  });

  test.each([
    'UPDATE relay_control SET paused = false',
    'UPDATE workflow_route SET paused = false',
  ])('and resumes, which wakes the relays: %s', async (statement) => {
    await using(database.as('relay'), async (relay) => {
      await relay.query('LISTEN workflow_events');
      const told = once(relay, 'notification');
      await database.as('operator').query(statement);
      expect(await told).toMatchObject([{ channel: 'workflow_events', payload: '' }]);
    });
  });

  test('and there is one row to do it in', async () => {
    for (const statement of [
      'INSERT INTO relay_control DEFAULT VALUES',
      'INSERT INTO relay_control (is_only) VALUES (false)',
    ]) {
      await expect(database.owner.query(statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^23/),
      });
    }
  });
});

async function report(state: RelayInstance): Promise<number> {
  return using(database.as('relay'), (relay) => reportRelayInstance(relay, state));
}

async function lastSeen(id: string, ago: string): Promise<void> {
  await database.owner.query(
    'UPDATE relay_instance SET seen_at = clock_timestamp() - $2::interval WHERE id = $1',
    [id, ago],
  );
}

async function instances(): Promise<string[]> {
  const { rows } = await database
    .as('reader')
    .query<{ id: string }>('SELECT id FROM relay_instance');
  return rows.map(({ id }) => id);
}

async function control() {
  const { rows } = await database
    .as('reader')
    .query("SELECT paused_at > now() - interval '1 hour' AS recent, paused_by FROM relay_control");
  return only(rows);
}

import { once } from 'node:events';

import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLifecycle } from '../lifecycle.ts';
import { createRelayLab, type RelayLab, times } from '../testing/relay-lab.ts';
import { createGate } from './gate.ts';

let lab: RelayLab;
beforeAll(async () => {
  lab = await createRelayLab();
});
afterAll(() => lab[Symbol.asyncDispose]());

/** So long that a missed wake-up fails the test by its time-out. */
const hardlySweeping = { sweepIntervalMs: 60_000 };

test('random writers wake a relay that hardly sweeps: no event waits for the sweep', async () => {
  await using relay = lab.createRelay(undefined, hardlySweeping);
  const told: string[] = [];
  relay.lifecycle.on('swept', () => told.push('swept'));
  const listening = once(relay.lifecycle, 'listening');
  relay.start();
  await listening;
  const rounds = 40;
  const writers = 6;
  const acknowledged = times(relay, 'acknowledged', rounds * writers);
  await Promise.all(Array.from({ length: writers }, () => write(rounds)));
  await acknowledged;
  expect(told).toEqual([]);
  expect(await lab.waiting()).toBe(0);
});

test('a writer that commits while the relay falls asleep is heard', async () => {
  await using relay = lab.createRelay(undefined, hardlySweeping);
  const listening = once(relay.lifecycle, 'listening');
  relay.start();
  await listening;
  // One event at a time, right after the last one was claimed: no other one wakes the relay for it.
  for (let round = 0; round < 300; round += 1) {
    const claimed = once(relay.lifecycle, 'claimed');
    await lab.owner.query('SELECT pg_sleep(random() * 0.006)');
    await lab.insert(1);
    await claimed;
  }
  await expect.poll(() => lab.waiting()).toBe(0);
});

test('single events leave the gate closed, a burst opens it', async () => {
  await using relay = lab.createRelay(undefined, hardlySweeping);
  await asleep(relay, () => relay.start());
  const states: string[] = [];
  relay.lifecycle.on('gate', ({ state }) => states.push(state));
  for (let round = 0; round < 3; round += 1) {
    const acknowledged = once(relay.lifecycle, 'acknowledged');
    await lab.insert(1);
    await acknowledged;
    await lab.owner.query('SELECT pg_sleep(0.03)');
  }
  expect(states).toEqual([]);
  const acknowledged = times(relay, 'acknowledged', 8);
  await asleep(relay, async () => {
    await Promise.all(Array.from({ length: 8 }, () => lab.insert(1)));
    await acknowledged;
  });
  expect(states[0]).toBe('open');
});

test('two relays that hardly sweep share the gate: no event waits', async () => {
  await using first = lab.createRelay(undefined, hardlySweeping);
  await using second = lab.createRelay(undefined, hardlySweeping);
  const listening = [first, second].map((relay) => once(relay.lifecycle, 'listening'));
  for (const relay of [first, second]) relay.start();
  await Promise.all(listening);
  for (let round = 0; round < 20; round += 1) {
    const anyone = Promise.race([first, second].map((r) => once(r.lifecycle, 'acknowledged')));
    await lab.insert(1);
    await anyone;
  }
  await expect.poll(() => lab.waiting()).toBe(0);
});

test('a relay that is killed while it holds the gate leaves it to the other', async () => {
  await using first = lab.createRelay(undefined, hardlySweeping);
  const held = new Promise<void>((resolve) => {
    first.lifecycle.on('gate', ({ state }) => {
      if (state === 'held') resolve();
    });
  });
  first.start();
  await held;
  await using second = lab.createRelay(undefined, hardlySweeping);
  const refused = once(second.lifecycle, 'gate');
  second.start();
  await refused;
  await first.stop();
  const acknowledged = once(second.lifecycle, 'acknowledged');
  const [id] = await lab.insert(1);
  expect((await acknowledged)[0]).toMatchObject({ eventId: id });
});

test('a transaction that stays open with its events is told of, and its events start when it commits', async () => {
  await using relay = lab.createRelay(undefined, hardlySweeping);
  const writer = await lab.owner.connect();
  await writer.query('BEGIN');
  const [id] = await lab.insert(1, {}, writer);
  const slow = once(relay.lifecycle, 'slowWriter');
  relay.start();
  await slow;
  // Others go on meanwhile, and with higher numbers.
  const neighbour = once(relay.lifecycle, 'acknowledged');
  await lab.insert(1);
  await neighbour;
  const late = once(relay.lifecycle, 'acknowledged');
  await writer.query('COMMIT');
  writer.release();
  expect((await late)[0]).toMatchObject({ eventId: id });
});

test('a session that does not answer keeps nobody waiting, and the gate that it took late is known', async () => {
  const session = new Client({ connectionString: lab.database.urlFor('relay'), pipeline: true });
  await session.connect();
  const gate = createGate(createLifecycle());
  gate.attach(session);
  const busy = session.query("SELECT pg_sleep(1), 'busy' AS state");
  const first = await Promise.race([gate.close(), busy.then(() => 'too late')]);
  expect(first).toBe('absent');
  expect(gate.state).toBe('open');
  await busy;
  expect(await gate.close()).toBe('taken');
  gate.open();
  const { rows } = await session.query(
    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
  );
  expect(rows).toEqual([]);
  await session.end();
});

/** Does something, after which the relay holds the gate. */
async function asleep(
  relay: ReturnType<RelayLab['createRelay']>,
  action: () => unknown,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  relay.lifecycle.on('gate', ({ state }) => {
    if (state === 'held') resolve();
  });
  await action();
  await promise;
}

/** Transactions of random length, some of them rolled back first, with pauses of random length. */
async function write(rounds: number): Promise<void> {
  const client = await lab.owner.connect();
  const wait = 'SELECT pg_sleep(random() * random() * 0.03)';
  for (let round = 0; round < rounds; round += 1) {
    await client.query('BEGIN');
    if (Math.random() < 0.2) {
      await lab.insert(1, {}, client);
      await client.query('ROLLBACK; BEGIN');
    }
    await lab.insert(1, {}, client);
    if (Math.random() < 0.5) await client.query(wait);
    await client.query('COMMIT');
    if (Math.random() < 0.7) await client.query(wait);
  }
  client.release();
}

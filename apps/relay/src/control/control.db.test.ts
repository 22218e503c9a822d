import { once } from 'node:events';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import {
  createRelayLab,
  type RelayLab,
  running,
  type StartedEvent,
  times,
} from '../testing/relay-lab.ts';

let lab: RelayLab;
beforeAll(async () => {
  lab = await createRelayLab();
});
afterAll(() => lab[Symbol.asyncDispose]());
beforeEach(async () => {
  await lab.owner.query(
    `INSERT INTO workflow_route (event_type, workflow_type, workflow_id_template, task_queue)
     VALUES ('organization.owner_assigned', 'ownerWorkflow', 'owner-{event_id}', 'bootstrap')`,
  );
});
afterEach(async () => {
  await lab.owner.query('DELETE FROM workflow_dispatch');
  await lab.owner.query(
    "DELETE FROM workflow_route WHERE event_type = 'organization.owner_assigned'",
  );
  await lab.owner.query('UPDATE relay_control SET paused = false');
});

/** The machine may be busy with other things. */
const patiently = { timeout: 10_000 };

test('a pause is in force from the next claim on, survives a restart, and ends at once', async () => {
  const started: string[] = [];
  const start = (event: StartedEvent) => (started.push(event.event_id), running());
  await using first = lab.createRelay(start);
  const listening = once(first.lifecycle, 'listening');
  first.start();
  await listening;
  const noticed = once(first.lifecycle, 'paused');
  await lab.owner.query('UPDATE relay_control SET paused = true');
  const [waiting] = await lab.insert(1);
  await noticed;
  expect(first.readiness()).toEqual({ ready: true, reasons: ['Paused by an operator.'] });
  await first.stop();

  await using second = lab.createRelay(start);
  const paused = Promise.all([
    once(second.lifecycle, 'paused'),
    once(second.lifecycle, 'listening'),
  ]);
  second.start();
  await paused;
  await lab.insert(1);
  expect(started).toEqual([]);
  const acknowledged = times(second, 'acknowledged', 2);
  await lab.owner.query('UPDATE relay_control SET paused = false');
  await acknowledged;
  expect(started).toContain(waiting);
});

test('a pause that comes while the database is away is in force when it is back', async () => {
  const started: string[] = [];
  await using relay = lab.createRelay((event) => (started.push(event.event_id), running()));
  const listening = once(relay.lifecycle, 'listening');
  relay.start();
  await listening;
  const lost = once(relay.lifecycle, 'databaseLost');
  const paused = once(relay.lifecycle, 'paused');
  await lab.owner.query('BEGIN; UPDATE relay_control SET paused = true; COMMIT');
  await lab.terminateRelays();
  await lab.insert(3);
  await Promise.all([lost, paused]);
  expect(started).toEqual([]);
});

test('a paused route waits; its neighbours and its own earlier events do not', async () => {
  await lab.owner.query(
    "UPDATE workflow_route SET paused = true WHERE event_type = 'organization.owner_assigned'",
  );
  await lab.insertOwnerAssigned(3);
  await lab.insert(3);
  const started: string[] = [];
  await using relay = lab.createRelay((event) => (started.push(event.event_type), running()));
  await startAndAwait(relay, 3);
  expect(new Set(started)).toEqual(new Set(['organization.bootstrap_initiated']));
  const acknowledged = times(relay, 'acknowledged', 3);
  await lab.owner.query('UPDATE workflow_route SET paused = false');
  await acknowledged;
});

test('a relay writes how it is once a second and removes that when it stops', async () => {
  const relay = lab.createRelay();
  const listening = once(relay.lifecycle, 'listening');
  relay.start();
  await listening;
  await expect
    .poll(async () => {
      const { rows } = await lab.owner.query(
        'SELECT listen_state, gate, breaker, draining FROM relay_instance WHERE id = $1',
        [relay.id],
      );
      return rows;
    }, patiently)
    .toEqual([{ listen_state: 'listening', gate: 'held', breaker: 'closed', draining: false }]);
  await relay.stop();
  const { rows } = await lab.owner.query('SELECT FROM relay_instance WHERE id = $1', [relay.id]);
  expect(rows).toEqual([]);
});

test('events whose type has no route any more are told of', async () => {
  await lab.insertOwnerAssigned(2);
  await lab.owner.query(
    "DELETE FROM workflow_route WHERE event_type = 'organization.owner_assigned'",
  );
  await using relay = lab.createRelay();
  const unrouted = once(relay.lifecycle, 'unrouted');
  relay.start();
  expect(await unrouted).toEqual([{ eventTypes: ['organization.owner_assigned'] }]);
});

test('a database that only reads is tried again and marked by nothing; the relay goes on when it writes', async () => {
  await lab.insert(2);
  await lab.setReadOnly(true);
  const started: string[] = [];
  await using relay = lab.createRelay((event) => (started.push(event.event_id), running()));
  const lost = once(relay.lifecycle, 'databaseLost');
  relay.start();
  expect((await lost)[0].reason).toMatch(/read-only transaction/);
  await expect
    .poll(() => relay.readiness())
    .toMatchObject({
      ready: false,
      reasons: expect.arrayContaining([expect.stringMatching(/read-only transaction/)]),
    });
  expect(started).toEqual([]);
  const acknowledged = times(relay, 'acknowledged', 2);
  await lab.setReadOnly(false);
  await lab.terminateRelays();
  await acknowledged;
});

async function startAndAwait(
  relay: ReturnType<RelayLab['createRelay']>,
  count: number,
): Promise<void> {
  const acknowledged = times(relay, 'acknowledged', count);
  relay.start();
  await acknowledged;
}

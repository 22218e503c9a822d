import { randomUUID } from 'node:crypto';
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
  await lab.owner.query(
    'UPDATE workflow_route SET ordered = false, priority = 3, fairness_key_template = NULL',
  );
});

const oneByOne = { lanes: 1, maxBatch: 1, maxInFlight: 1 };
const soon = { baseBackoffMs: 1, maxBackoffMs: 20, maxAttempts: 1_000 };

test('events of a better priority start first, and both carry theirs to Temporal', async () => {
  await setRoute({ priority: 1 });
  await lab.insert(5);
  await lab.insertOwnerAssigned(5);
  const started: StartedEvent[] = [];
  await using relay = lab.createRelay((event) => (started.push(event), running()), oneByOne);
  await startAndAwait(relay, 10);
  expect(started.map(({ event_type, priority }) => `${event_type} ${priority}`)).toEqual([
    ...Array.from({ length: 5 }, () => 'organization.owner_assigned 1'),
    ...Array.from({ length: 5 }, () => 'organization.bootstrap_initiated 3'),
  ]);
});

test('kinds of equal priority take turns: a backlog of one does not hold up the other', async () => {
  await setRoute({ fairness_key_template: '{aggregate_id}' });
  await lab.insert(50);
  await lab.insertOwnerAssigned(5);
  const started: string[] = [];
  await using relay = lab.createRelay((event) => (started.push(event.queue), running()), oneByOne);
  await startAndAwait(relay, 55);
  expect(started.lastIndexOf('fair')).toBeLessThan(15);
});

test("one key's backlog delays another's event by no more than a batch", async () => {
  await setRoute({ fairness_key_template: '{aggregate_id}' });
  const [many, few] = [randomUUID(), randomUUID()];
  await lab.insertOwnerAssigned(200, many);
  await lab.insertOwnerAssigned(3, few);
  const started: string[] = [];
  await using relay = lab.createRelay(
    (event) => {
      expect(event.fairness_key).toBe(event.aggregate_id);
      started.push(event.aggregate_id);
      return running();
    },
    { ...oneByOne, maxBatch: 10 },
  );
  await startAndAwait(relay, 203);
  expect(started.lastIndexOf(few)).toBeLessThan(20);
});

test('events of an ordered aggregate start one after the other, whatever fails, with two relays', async () => {
  await setRoute({ ordered: true });
  const aggregates = Array.from({ length: 8 }, () => randomUUID());
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(aggregates.map((aggregate) => lab.insertOwnerAssigned(2, aggregate)));
  }
  const started = new Map<string, bigint[]>(aggregates.map((aggregate) => [aggregate, []]));
  const start = (event: StartedEvent) => {
    if (Math.random() < 0.2) throw new RangeError('by chance');
    started.get(event.aggregate_id)?.push(BigInt(event.sequence_number));
    return running();
  };
  await using first = lab.createRelay(start, soon);
  await using second = lab.createRelay(start, soon);
  first.start();
  second.start();
  await expect.poll(() => lab.waiting(), { timeout: 15_000, interval: 50 }).toBe(0);
  for (const numbers of started.values()) {
    expect(numbers).toHaveLength(10);
    expect(numbers).toEqual(numbers.toSorted((left, right) => Number(left - right)));
  }
});

test('an event that fails is tried again while others go on, and delays none of them', async () => {
  const [bad] = await lab.insert(1);
  await lab.insert(100);
  let attempts = 0;
  const started: string[] = [];
  await using relay = lab.createRelay(
    (event) => {
      if (event.event_id === bad && (attempts += 1) < 4) throw new RangeError('not yet');
      started.push(event.event_id);
      return running();
    },
    { ...soon, ...oneByOne },
  );
  await startAndAwait(relay, 101);
  expect(attempts).toBe(4);
  expect(started.indexOf(bad ?? '')).toBeGreaterThan(0);
  const { rows } = await lab.owner.query('SELECT retry_count FROM domain_events WHERE id = $1', [
    bad,
  ]);
  expect(rows).toEqual([{ retry_count: 3 }]);
});

test('a retry is woken up for: a relay that hardly sweeps does not oversleep it', async () => {
  let attempts = 0;
  await using relay = lab.createRelay(
    () => {
      if ((attempts += 1) < 5) throw new RangeError('not yet');
      return running();
    },
    { ...soon, sweepIntervalMs: 60_000 },
  );
  const listening = once(relay.lifecycle, 'listening');
  relay.start();
  await listening;
  const acknowledged = once(relay.lifecycle, 'acknowledged');
  await lab.insert(1);
  await acknowledged;
  expect(attempts).toBe(5);
});

test('a transaction that commits late, with lower numbers than were claimed since, is found', async () => {
  await using relay = lab.createRelay(undefined, { sweepIntervalMs: 60_000 });
  relay.start();
  const writer = await lab.owner.connect();
  await writer.query('BEGIN');
  const [late] = await lab.insert(1, {}, writer);
  // The mark follows what is claimed by half a second, and some.
  const until = performance.now() + 1_500;
  while (performance.now() < until) {
    const acknowledged = once(relay.lifecycle, 'acknowledged');
    await lab.insert(1);
    await acknowledged;
  }
  const found = awaitEvent(relay, late ?? '');
  await writer.query('COMMIT');
  writer.release();
  await found;
  expect(await lab.waiting()).toBe(0);
});

test('what wakes the relay waits for no other queue, and these follow without a sweep', async () => {
  await using relay = lab.createRelay(undefined, { sweepIntervalMs: 60_000 });
  const held = new Promise<void>((resolve) => {
    relay.lifecycle.on('gate', ({ state }) => {
      if (state === 'held') resolve();
    });
  });
  relay.start();
  await held;
  const claimed: string[] = [];
  relay.lifecycle.on('claimed', ({ queue }) => claimed.push(queue));
  await setRoute({ fairness_key_template: '{aggregate_id}', priority: 5 });
  const acknowledged = times(relay, 'acknowledged', 3);
  await lab.owner.query(
    `WITH data AS (
       SELECT jsonb_build_object('timestamp', '2026-01-02T03:04:05.678Z') AS metadata
     ), plain AS (
       INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(), $1::jsonb, metadata
       FROM data, generate_series(1, 2)
     )
     INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.owner_assigned', 'organization', gen_random_uuid(), $2::jsonb, metadata FROM data`,
    [
      {
        name: 'Acme Corp',
        slug: 'acme-corp',
        owner_email: 'owner@acme.example',
        tier: 'free',
        subdomain_enabled: false,
      },
      { user_id: randomUUID() },
    ],
  );
  await acknowledged;
  expect(claimed).toEqual(['plain', 'fair']);
});

async function setRoute(options: {
  priority?: number;
  ordered?: boolean;
  fairness_key_template?: string;
}): Promise<void> {
  const { priority = 3, ordered = false, fairness_key_template } = options;
  await lab.owner.query(
    `UPDATE workflow_route SET priority = $1, ordered = $2, fairness_key_template = $3
     WHERE event_type = 'organization.owner_assigned'`,
    [priority, ordered, fairness_key_template],
  );
}

type LabRelay = ReturnType<RelayLab['createRelay']>;

async function startAndAwait(relay: LabRelay, count: number): Promise<void> {
  const acknowledged = times(relay, 'acknowledged', count);
  relay.start();
  await acknowledged;
}

async function awaitEvent(relay: LabRelay, id: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  relay.lifecycle.on('acknowledged', ({ eventId }) => {
    if (eventId === id) resolve();
  });
  await promise;
}

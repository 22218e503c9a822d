import { randomUUID } from 'node:crypto';

import {
  contractOf,
  type EventContract,
  type HttpEmission,
  InvalidEventError,
} from '@a4c/contracts';
import { createTestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { emissionIds } from './handler/idempotency-key.ts';
import {
  acme,
  type EdgeUnderTest,
  type EdgeUnderTestOptions,
  jsonOf,
  signTestToken,
  startEdgeUnderTest,
} from './testing/edge-under-test.ts';

let edge: EdgeUnderTest;
beforeAll(async () => {
  edge = await startEdgeUnderTest(await createTestDatabase());
});
afterAll(async () => {
  await edge[Symbol.asyncDispose]();
});

/** Sends requests of one user, by default to the one edge. */
async function userOf(subject: string = randomUUID(), to: EdgeUnderTest = edge) {
  const authorization = `Bearer ${await signTestToken({ subject })}`;
  return (body: unknown, key: string) =>
    to.post('/create-organization', body, {
      Authorization: authorization,
      'Idempotency-Key': key,
    });
}

async function countEvents(): Promise<number> {
  const [row] = await edge.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM domain_events',
  );
  return row?.count ?? 0;
}

test('a key that is sent again gets the same answer, and there is one event', async () => {
  const send = await userOf();
  const before = await countEvents();
  const first = await send(acme, 'again');
  const second = await send(acme, 'again');
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
  expect(await jsonOf(second)).toEqual(await jsonOf(first));
  expect(await countEvents()).toBe(before + 1);
});

test('a key that is sent twenty times at once stores one event and starts one workflow', async () => {
  const send = await userOf();
  const before = await countEvents();
  const responses = await Promise.all(Array.from({ length: 20 }, () => send(acme, 'at-once')));
  expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(202));
  const answers = await Promise.all(responses.map(jsonOf));
  expect(new Set(answers.map(({ event_id }) => event_id)).size).toBe(1);
  expect(await countEvents()).toBe(before + 1);
  const queued = await edge.sql('SELECT event_id FROM workflow_dispatch WHERE event_id = $1', [
    answers[0]?.event_id,
  ]);
  expect(queued).toHaveLength(1);
});

test('a key that is sent again after its event was processed, by another edge, still is the same', async () => {
  const subject = randomUUID();
  const send = await userOf(subject);
  const { event_id, organization_id } = await jsonOf(await send(acme, 'later'));
  await edge.sql(
    `UPDATE domain_events SET processed_at = clock_timestamp(),
       event_metadata = event_metadata || '{"workflow_id": "org-bootstrap"}' WHERE id = $1`,
    [event_id],
  );
  const sendLater = await userOf(subject.toUpperCase());
  expect(await jsonOf(await sendLater(acme, 'later'))).toMatchObject({ event_id, organization_id });
});

test('the order of fields and a default that is spelled out do not make another request', async () => {
  const send = await userOf();
  const { event_id } = await jsonOf(await send(acme, 'defaults'));
  const reordered = Object.fromEntries(Object.entries(acme).toReversed());
  const response = await send({ tier: 'free', ...reordered }, 'defaults');
  expect(await jsonOf(response)).toMatchObject({ event_id });
});

test('the same key with another body is refused, and the first event stays', async () => {
  const send = await userOf();
  const { event_id } = await jsonOf(await send(acme, 'reused'));
  const before = await countEvents();
  const response = await send({ ...acme, name: 'Other' }, 'reused');
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ code: 'idempotency_key_reused', event_id });
  expect(await countEvents()).toBe(before);
});

test('users do not share keys, and a refused request does not use its key up', async () => {
  const [send, sendAsOther] = await Promise.all([userOf(), userOf()]);
  expect((await send({ ...acme, name: 'AB' }, 'shared')).status).toBe(400);
  const mine = await jsonOf(await send(acme, 'shared'));
  const other = await jsonOf(await sendAsOther({ ...acme, name: 'Other' }, 'shared'));
  expect(mine.event_id).not.toBe(other.event_id);
  expect(mine.organization_id).not.toBe(other.organization_id);
});

/** Another release of the edge beside the one, on the same database. */
async function startBeside(options: EdgeUnderTestOptions): Promise<EdgeUnderTest> {
  const database = { ...edge.database, [Symbol.asyncDispose]: async () => {} };
  return startEdgeUnderTest(database, options);
}

/** The contract of the function as another release declares it. */
function releaseWith(defaults: NonNullable<HttpEmission['defaults']>): readonly EventContract[] {
  const contract: EventContract = contractOf('organization.bootstrap_initiated');
  const { http } = contract;
  return http === undefined ? [] : [{ ...contract, http: { ...http, defaults } }];
}

const otherDefaults = { tier: 'basic', subdomain_enabled: true };
/** `region` is none of the fields that the database of today would store. */
const newField = { tier: 'free', subdomain_enabled: false, region: 'eu' };

test.each([
  ['changed defaults', { contracts: releaseWith(otherDefaults) }],
  ['a new field with a default', { contracts: releaseWith(newField) }],
  [
    'tightened rules',
    {
      emitEvent: async () => {
        const issue = { path: 'event_data.name', rule: 'min_length 99' };
        throw new InvalidEventError('organization.bootstrap_initiated', [issue]);
      },
    },
  ],
])(
  'a release with %s answers an earlier key as before, and only for its body',
  async (_, later) => {
    const subject = randomUUID();
    const send = await userOf(subject);
    const first = await send(acme, 'release');
    const before = await countEvents();
    await using laterEdge = await startBeside(later);
    const sendLater = await userOf(subject, laterEdge);
    const again = await sendLater(Object.fromEntries(Object.entries(acme).toReversed()), 'release');
    expect(again.status).toBe(202);
    expect(await jsonOf(again)).toEqual(await jsonOf(first));
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
    const others = [{ ...acme, name: 'Other' }, { ...acme, tier: 'basic' }, { ...acme, a: 1 }, {}];
    const refused = await Promise.all(others.map((other) => sendLater(other, 'release')));
    expect(refused.map(({ status }) => status)).toEqual(Array(others.length).fill(422));
    expect(await countEvents()).toBe(before);
  },
);

test('two releases that are sent the same at once store one event and answer alike', async () => {
  const subject = randomUUID();
  await using laterEdge = await startBeside({ contracts: releaseWith(otherDefaults) });
  const [send, sendLater] = await Promise.all([userOf(subject), userOf(subject, laterEdge)]);
  const before = await countEvents();
  const responses = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? send : sendLater)(acme, 'both')),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(202));
  const answers = await Promise.all(responses.map(jsonOf));
  expect(new Set(answers.map(({ event_id }) => event_id)).size).toBe(1);
  expect(await countEvents()).toBe(before + 1);
});

test('two bodies at once under one key: one is stored, the other refused', async () => {
  const send = await userOf();
  const before = await countEvents();
  const bodies = [acme, { ...acme, name: 'Other' }];
  const responses = await Promise.all(bodies.map((body) => send(body, 'rivals')));
  const statuses = responses.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([202, 422]);
  expect(await countEvents()).toBe(before + 1);
});

test('the hash of the request stands in the metadata, of the edge alone', async () => {
  const send = await userOf();
  const { event_id } = await jsonOf(await send(acme, 'hash'));
  const [row] = await edge.sql<{ hash: string }>(
    "SELECT event_metadata->>'request_hash' AS hash FROM domain_events WHERE id = $1",
    [event_id],
  );
  expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
  const forged = await send({ ...acme, request_hash: row?.hash }, 'forged');
  expect(forged.status).toBe(400);
  await expect(
    edge.sql(
      `UPDATE domain_events SET event_metadata = event_metadata || '{"request_hash": "other"}'
       WHERE id = $1`,
      [event_id],
    ),
  ).rejects.toMatchObject({ code: '55000' });
});

test('an event from before the hash was kept is compared by its data', async () => {
  const subject = randomUUID();
  const { eventId, newAggregateId } = await emissionIds(subject, 'create-organization', 'older');
  await edge.sql(
    `INSERT INTO domain_events
       (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     VALUES ($1, 'organization.bootstrap_initiated', 'organization', $2, $3,
       '{"timestamp": "2026-01-02T03:04:05.678Z"}')`,
    [eventId, newAggregateId, { ...acme, tier: 'free', subdomain_enabled: false }],
  );
  const send = await userOf(subject);
  const again = await send(acme, 'older');
  expect(again.status).toBe(202);
  expect(await jsonOf(again)).toMatchObject({ event_id: eventId, organization_id: newAggregateId });
  expect((await send({ ...acme, name: 'Other' }, 'older')).status).toBe(422);
});

test('a key whose event is of a type that clients may no longer emit is refused', async () => {
  const subject = randomUUID();
  const { eventId } = await emissionIds(subject, 'create-organization', 'withdrawn');
  await edge.sql(
    `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     VALUES ($1, 'user.created', 'user', $2, '{"email": "a@b.example"}',
       '{"timestamp": "2026-01-02T03:04:05.678Z"}')`,
    [eventId, randomUUID()],
  );
  const send = await userOf(subject);
  const response = await send(acme, 'withdrawn');
  expect(response.status).toBe(422);
  expect(await jsonOf(response)).toMatchObject({
    code: 'idempotency_key_reused',
    event_id: eventId,
  });
});

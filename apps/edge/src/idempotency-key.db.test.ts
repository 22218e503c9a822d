import { randomUUID } from 'node:crypto';

import { createTestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  acme,
  type EdgeUnderTest,
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

/** Sends requests of one user. */
async function userOf(subject: string = randomUUID()) {
  const authorization = `Bearer ${await signTestToken({ subject })}`;
  return (body: unknown, key: string) =>
    edge.post('/create-organization', body, {
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

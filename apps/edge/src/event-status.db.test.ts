import { randomUUID } from 'node:crypto';

import { createTestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  acme,
  type Answer,
  type EdgeUnderTest,
  jsonOf,
  signTestToken,
  startEdgeUnderTest,
} from './testing/edge-under-test.ts';

let edge: EdgeUnderTest;
let created: Answer;
const subject = randomUUID();

beforeAll(async () => {
  edge = await startEdgeUnderTest(await createTestDatabase());
  const response = await edge.post('/create-organization', acme, await bearer({ subject }));
  created = await jsonOf(response);
});
afterAll(async () => {
  await edge[Symbol.asyncDispose]();
});

async function bearer(claims: Parameters<typeof signTestToken>[0]) {
  return { Authorization: `Bearer ${await signTestToken(claims)}` };
}

async function ask(eventId: string, claims: Parameters<typeof signTestToken>[0], method = 'GET') {
  return fetch(`${edge.url}/events/${eventId}`, { method, headers: await bearer(claims) });
}

test('whoever emitted an event sees its status', async () => {
  const response = await ask(created.event_id, { subject });
  expect(response.status).toBe(200);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(await response.json()).toEqual({
    event_id: created.event_id,
    event_type: 'organization.bootstrap_initiated',
    aggregate_type: 'organization',
    aggregate_id: created.organization_id,
    status: 'queued',
    workflow_id: null,
    workflow_run_id: null,
    workflow_type: null,
    created_at: expect.any(String),
    processed_at: null,
    processing_error: null,
    retry_count: 0,
  });
});

test('the subject is compared as a UUID: upper case is the same user', async () => {
  const response = await ask(created.event_id.toUpperCase(), { subject: subject.toUpperCase() });
  expect(response.status).toBe(200);
});

test("somebody else's event is answered like an unknown one", async () => {
  const foreign = await ask(created.event_id, {});
  const unknown = await ask(randomUUID(), { subject });
  expect([foreign.status, unknown.status]).toEqual([404, 404]);
  const bodies = [await foreign.json(), await unknown.json()];
  expect(bodies[0]).toMatchObject({ code: 'event_not_found', status: 404 });
  expect(bodies[0]).toEqual(bodies[1]);
});

test('events.read_all shows every event', async () => {
  const response = await ask(created.event_id, { permissions: ['events.read_all'] });
  expect(await response.json()).toMatchObject({ event_id: created.event_id });
});

test('what a workflow did and why it did not start can be read', async () => {
  await edge.sql(
    `UPDATE domain_events SET retry_count = 2, processing_error = 'Temporal server unavailable: connect ECONNREFUSED 10.0.0.7:7233' WHERE id = $1`,
    [created.event_id],
  );
  expect(await (await ask(created.event_id, { subject })).json()).toMatchObject({
    status: 'retrying',
    retry_count: 2,
    processing_error: 'Temporal server unavailable',
  });
});

test.each(['no-uuid', '%00', '%E0%A4%A', "1'--"])('the id %s is refused with 400', async (id) => {
  const response = await ask(id, { subject });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_path_parameter', parameter: 'id' });
});

test('the status needs a token', async () => {
  const response = await fetch(`${edge.url}/events/${created.event_id}`);
  expect(response.status).toBe(401);
});

test('HEAD answers without a body, other methods and paths with a problem', async () => {
  const head = await ask(created.event_id, { subject }, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);

  const options = await ask(created.event_id, { subject }, 'OPTIONS');
  expect([options.status, options.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);

  const deletion = await ask(created.event_id, { subject }, 'DELETE');
  expect([deletion.status, deletion.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect(await deletion.json()).toMatchObject({ code: 'method_not_allowed' });

  const reading = await fetch(`${edge.url}/create-organization`);
  expect([reading.status, reading.headers.get('Allow')]).toEqual([405, 'POST, OPTIONS']);

  const elsewhere = await fetch(`${edge.url}/create-organisation`, { method: 'POST' });
  expect(elsewhere.status).toBe(404);
  expect(elsewhere.headers.get('X-Correlation-ID')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await elsewhere.json()).toMatchObject({ code: 'not_found' });
});

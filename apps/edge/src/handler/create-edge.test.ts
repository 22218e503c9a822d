import { contractOf, type EventContract, InvalidEventError, registry } from '@a4c/contracts';
import { expect, test } from 'vitest';

import { createEdge, type EdgeOptions } from './create-edge.ts';
import type { StoredFacts, UncheckedEvent } from './emit-function.ts';

const userId = '123e4567-e89b-42d3-a456-426614174000';
const organizationId = '550e8400-e29b-41d4-a716-446655440000';

const { starts: _starts, ...bootstrapInitiated } = contractOf('organization.bootstrap_initiated');
const organizationRenamed: EventContract = {
  ...bootstrapInitiated,
  type: 'organization.renamed',
  http: {
    function: 'rename-organization',
    aggregateId: 'path.organization_id',
    permission: 'organization.rename',
  },
};

function renamedWith(version: number, permission: string): EventContract {
  const http = {
    function: 'rename-organization',
    aggregateId: 'path.organization_id',
    permission,
  } as const;
  return { ...organizationRenamed, version, http };
}

function silent(): void {}

/** What a database holds of an event. */
function storedAs(facts: Partial<StoredFacts>): StoredFacts {
  return {
    event_type: 'organization.renamed',
    aggregate_id: organizationId,
    event_data: {},
    event_metadata: { timestamp: '2026-01-02T03:04:05.678Z' },
    ...facts,
  };
}

function edgeWith(options: Partial<EdgeOptions> = {}) {
  const emitted: UncheckedEvent[] = [];
  const { fetch } = createEdge({
    contracts: [...registry, organizationRenamed],
    emitEvent: async (event) => {
      emitted.push(event);
      return storedAs({ event_type: event.eventType, aggregate_id: event.aggregateId });
    },
    findEvent: async () => undefined,
    issueOf: () => undefined,
    acceptInvitation: async () => 'over',
    findEventStatus: async () => undefined,
    findReasonsNotReady: async () => [],
    verifyToken: async () => ({
      userId,
      permissions: new Set(['organization.create', 'organization.rename']),
    }),
    environment: 'test',
    corsOrigins: [],
    maxBodyBytes: 1_024,
    trustedProxyHops: 0,
    log: { info: silent, warn: silent, error: silent },
    ...options,
  });
  const send = (path: string, init: RequestInit = {}, remoteAddress?: string) =>
    fetch(new Request(`https://edge.test${path}`, init), { remoteAddress });
  return { emitted, send };
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { Authorization: 'Bearer token', 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('the aggregate id comes from the path when the contract says so', async () => {
  const { emitted, send } = edgeWith();
  const path = `/rename-organization/${organizationId.toUpperCase()}`;
  const response = await send(path, post({ name: 'Acme' }));
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({
    organization_id: organizationId,
    message: 'Accepted.',
  });
  expect(emitted).toMatchObject([
    {
      eventType: 'organization.renamed',
      aggregateId: organizationId,
      eventData: { name: 'Acme' },
    },
  ]);
});

test('an aggregate id that is no UUID is refused before anything is emitted', async () => {
  const { emitted, send } = edgeWith();
  const response = await send('/rename-organization/acme', post({ name: 'Acme' }));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 'invalid_path_parameter',
    parameter: 'organization_id',
  });
  expect(emitted).toEqual([]);
});

test('a key makes ids that depend on the subject, the function and the key, and on nothing else', async () => {
  const other = async () => ({
    userId: organizationId,
    permissions: new Set(['organization.create']),
  });
  const { emitted, send } = edgeWith();
  const asOther = edgeWith({ verifyToken: other });
  const rename = `/rename-organization/${organizationId}`;
  await send('/create-organization', post({}, { 'Idempotency-Key': 'a' }));
  await send('/create-organization', post({}, { 'Idempotency-Key': 'a' }));
  await send('/create-organization', post({}, { 'Idempotency-Key': 'b' }));
  await send(rename, post({}, { 'Idempotency-Key': 'a' }));
  await asOther.send('/create-organization', post({}, { 'Idempotency-Key': 'a' }));
  const all = [...emitted, ...asOther.emitted];
  expect(all[0]?.eventId).toBe(all[1]?.eventId);
  expect(all[0]?.aggregateId).toBe(all[1]?.aggregateId);
  expect(all[0]?.aggregateId).not.toBe(all[0]?.eventId);
  expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(4);
  expect(all[3]?.aggregateId).toBe(organizationId);
});

test.each([
  ['another body', { event_data: { name: 'Other' } }],
  ['another aggregate', { aggregate_id: userId, event_data: { name: 'Acme' } }],
  ['another type', { event_type: 'organization.moved', event_data: { name: 'Acme' } }],
])('a key that was used with %s is refused, found before or at once', async (_, facts) => {
  const { emitted, send } = edgeWith({ findEvent: async () => storedAs(facts) });
  const atOnce = edgeWith({ emitEvent: async () => storedAs(facts) });
  const request = post({ name: 'Acme' }, { 'Idempotency-Key': 'a' });
  const path = `/rename-organization/${organizationId}`;
  const responses = [await send(path, request), await atOnce.send(path, request)];
  for (const response of responses) {
    expect(response.status).toBe(422);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await response.json()).toMatchObject({ code: 'idempotency_key_reused' });
  }
  expect(emitted).toEqual([]);
});

test('a key whose event is of another type now is refused', async () => {
  const { send } = edgeWith({
    emitEvent: async () => {
      const taken = { code: 'event_id_taken', eventId: organizationId };
      throw Object.assign(new Error('The id is taken. Draw another.'), taken);
    },
  });
  const response = await send('/create-organization', post({}, { 'Idempotency-Key': 'a' }));
  expect(response.status).toBe(422);
});

test.each(['', 'with space', 'k'.repeat(256), 'caf\u00e9'])(
  'the key "%s" is refused before anything is emitted',
  async (key) => {
    const { emitted, send } = edgeWith();
    const response = await send('/create-organization', post({}, { 'Idempotency-Key': key }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_header',
      header: 'Idempotency-Key',
    });
    expect(emitted).toEqual([]);
  },
);

test('an event without "http" has no function', async () => {
  const { send } = edgeWith({ contracts: registry });
  expect((await send('/organization-created', post({}))).status).toBe(404);
  expect((await send(`/rename-organization/${organizationId}`, post({}))).status).toBe(404);
});

test.each([
  ['before', (versions: EventContract[]) => versions],
  ['after', (versions: EventContract[]) => versions.toReversed()],
])('the latest version decides, with an older one declared %s it', async (_, inOrder) => {
  const versions = [renamedWith(1, 'organization.rename'), renamedWith(2, 'organization.own')];
  const { emitted, send } = edgeWith({ contracts: inOrder(versions) });
  const response = await send(`/rename-organization/${organizationId}`, post({ name: 'Acme' }));
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ permission: 'organization.own' });
  expect(emitted).toEqual([]);
});

test('a latest version without "http" has no function, whatever older ones had', async () => {
  const { http: _http, ...internal } = organizationRenamed;
  const { send } = edgeWith({ contracts: [organizationRenamed, { ...internal, version: 2 }] });
  const response = await send(`/rename-organization/${organizationId}`, post({ name: 'Acme' }));
  expect(response.status).toBe(404);
});

test("broken metadata is the edge's own defect", async () => {
  const { send } = edgeWith({
    emitEvent: async () => {
      throw new InvalidEventError('organization.bootstrap_initiated', [
        { path: 'event_metadata.tags[0]', rule: 'pattern' },
      ]);
    },
  });
  expect((await send('/create-organization', post({}))).status).toBe(500);
});

test("the database's refusal names nested fields by pointer", async () => {
  const { send } = edgeWith({
    emitEvent: async () => {
      throw new InvalidEventError('organization.bootstrap_initiated', [
        { path: 'event_data.addresses[1].zip_code', rule: 'max_length 5' },
      ]);
    },
  });
  expect(await (await send('/create-organization', post({}))).json()).toMatchObject({
    errors: [{ pointer: '/addresses/1/zip_code', path: 'event_data.addresses[1].zip_code' }],
  });
});

test('no more than fifty errors are listed', async () => {
  const { send } = edgeWith({
    emitEvent: async () => {
      throw new InvalidEventError('organization.bootstrap_initiated', [
        { path: 'event_data', rule: 'unknown_key' },
      ]);
    },
    maxBodyBytes: 100_000,
  });
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, index]));
  const problem: { errors: unknown[]; detail: string } = JSON.parse(
    await (await send('/create-organization', post(many))).text(),
  );
  expect(problem.errors).toHaveLength(50);
  expect(problem.detail).toContain('of 200');
});

test('a body stream that fails is a problem, and one over the limit is cancelled', async () => {
  const { emitted, send } = edgeWith();
  const streamed = (body: ReadableStream) => {
    const init = { ...post(null), body, duplex: 'half' } as const;
    return send('/create-organization', init);
  };
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  expect(await (await streamed(failing)).json()).toMatchObject({ code: 'incomplete_body' });

  const endless = Promise.withResolvers<void>();
  const large = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(500)),
    cancel: () => endless.resolve(),
  });
  expect((await streamed(large)).status).toBe(413);
  await endless.promise;
  expect(emitted).toEqual([]);
});

test('a proxy of our own tells the client address', async () => {
  const { emitted, send } = edgeWith({ trustedProxyHops: 1 });
  const headers = { 'X-Forwarded-For': '203.0.113.9' };
  await send('/create-organization', post({}, headers), '10.0.0.1');
  expect(emitted[0]?.metadata).toMatchObject({ client_ip: '203.0.113.9' });
});

test('health says whether the edge can work, without a token', async () => {
  const { send } = edgeWith({ findReasonsNotReady: async () => ['The database sleeps.'] });
  expect((await send('/healthz')).status).toBe(200);
  const readiness = await send('/readyz');
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toEqual({ ready: false, reasons: ['The database sleeps.'] });
  expect((await edgeWith().send('/readyz')).status).toBe(200);
});

test('without configured origins no page of another origin is allowed', async () => {
  const { send } = edgeWith();
  const headers = { Origin: 'https://app.example.com', 'Access-Control-Request-Method': 'POST' };
  const preflight = await send('/create-organization', { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBeNull();
});

test('configured origins are allowed, also to read problems, and others are not', async () => {
  const origin = 'https://app.example.com';
  const { send } = edgeWith({ corsOrigins: [origin] });
  const ask = { 'Access-Control-Request-Method': 'POST' };
  const preflight = await send('/create-organization', {
    method: 'OPTIONS',
    headers: { ...ask, Origin: origin },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET,HEAD,POST');
  expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  expect(preflight.headers.get('Vary')).toContain('Origin');

  const foreign = await send('/create-organization', {
    method: 'OPTIONS',
    headers: { ...ask, Origin: 'https://app.example.com.evil.test' },
  });
  expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();

  const problem = await send('/create-organization', {
    method: 'POST',
    headers: { Origin: origin },
  });
  expect(problem.status).toBe(401);
  expect(problem.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  expect(problem.headers.get('Access-Control-Expose-Headers')).toContain('X-Correlation-ID');
  expect(problem.headers.get('Vary')).toContain('Origin');
  expect(problem.headers.get('X-Correlation-ID')).not.toBeNull();
});

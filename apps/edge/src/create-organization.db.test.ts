import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';

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
let authorization: { Authorization: string };
const subject = randomUUID();

beforeAll(async () => {
  edge = await startEdgeUnderTest(await createTestDatabase());
  authorization = { Authorization: `Bearer ${await signTestToken({ subject })}` };
});
afterAll(async () => {
  await edge[Symbol.asyncDispose]();
});

async function countEvents(): Promise<number> {
  const [row] = await edge.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM domain_events',
  );
  return row?.count ?? 0;
}

test("the guide's body becomes one row with the contract's defaults and the request's metadata", async () => {
  const response = await edge.post('/create-organization', acme, {
    ...authorization,
    'X-Correlation-ID': '  trace-abc123 ',
    'X-Request-ID': 'req-7',
    'User-Agent': 'A4C Test/1.0',
    'X-Forwarded-For': '203.0.113.9',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  });
  const answer = await jsonOf(response);

  expect(response.status).toBe(202);
  expect(answer).toEqual({
    event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organization_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    message: expect.stringContaining('organizationBootstrapWorkflow'),
  });
  expect(response.headers.get('Location')).toBe(`/events/${answer.event_id}`);
  expect(response.headers.get('X-Correlation-ID')).toBe('trace-abc123');
  expect(response.headers.get('Cache-Control')).toBe('no-store');

  const rows = await edge.sql('SELECT * FROM readable_events WHERE id = $1', [answer.event_id]);
  expect(rows).toEqual([
    {
      id: answer.event_id,
      sequence_number: expect.any(String),
      event_type: 'organization.bootstrap_initiated',
      event_version: 1,
      aggregate_type: 'organization',
      aggregate_id: answer.organization_id,
      event_data: { ...acme, tier: 'free', subdomain_enabled: false },
      event_metadata: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        source: 'api',
        tags: ['test'],
        user_id: subject,
        correlation_id: 'trace-abc123',
        client_ip: '127.0.0.1',
        user_agent: 'A4C Test/1.0',
        request_id: 'req-7',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      },
      created_at: expect.any(Date),
      processed_at: null,
      processing_error: null,
      retry_count: 0,
    },
  ]);
  const queued = await edge.sql('SELECT event_id FROM workflow_dispatch WHERE event_id = $1', [
    answer.event_id,
  ]);
  expect(queued).toHaveLength(1);
});

test('fields with defaults may be set, and a correlation id is drawn when none is sent', async () => {
  const body = { ...acme, tier: 'premium', subdomain_enabled: true };
  const response = await edge.post('/create-organization', body, authorization);
  const { event_id } = await jsonOf(response);
  const [row] = await edge.sql<{
    event_data: object;
    event_metadata: Record<string, unknown>;
  }>('SELECT event_data, event_metadata FROM domain_events WHERE id = $1', [event_id]);
  expect(row?.event_data).toEqual(body);
  const drawn = response.headers.get('X-Correlation-ID');
  expect(drawn).toMatch(/^[0-9a-f-]{36}$/);
  expect(row?.event_metadata['correlation_id']).toBe(drawn);
});

test('a hundred requests at once become a hundred events', async () => {
  const before = await countEvents();
  const responses = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      edge.post('/create-organization', { ...acme, slug: `acme-${index}` }, authorization),
    ),
  );
  const answers = await Promise.all(responses.map(jsonOf));
  expect(responses.map(({ status }) => status)).toEqual(Array(100).fill(202));
  expect(new Set(answers.map(({ event_id }) => event_id)).size).toBe(100);
  expect(new Set(answers.map(({ organization_id }) => organization_id)).size).toBe(100);
  expect(await countEvents()).toBe(before + 100);
});

const badBodies: [string, unknown, object][] = [
  [
    'every broken field at once',
    { name: 'AB', slug: 'Not A Slug', tier: 'gold' },
    {
      code: 'invalid_event',
      errors: [
        {
          pointer: '/name',
          path: 'event_data.name',
          rule: 'min_length 3',
          detail: 'Must have at least 3 characters.',
        },
        { pointer: '/owner_email', path: 'event_data.owner_email', rule: 'required' },
        { pointer: '/slug', path: 'event_data.slug', rule: 'pattern' },
        { pointer: '/tier', path: 'event_data.tier', rule: 'one_of' },
      ],
    },
  ],
  [
    'workflow_id and its kin set by the client',
    { ...acme, workflow_id: 'mine', retry_count: 0, event_metadata: { workflow_id: 'mine' } },
    {
      code: 'invalid_event',
      errors: [
        { pointer: '/workflow_id', path: 'event_data.workflow_id', rule: 'reserved_key' },
        { pointer: '/retry_count', rule: 'reserved_key' },
        { pointer: '/event_metadata', rule: 'reserved_key' },
      ],
    },
  ],
  [
    'an unknown key beside a broken field',
    { ...acme, name: 'AB', 'favourite/colour': 'red' },
    {
      code: 'invalid_event',
      errors: [
        { pointer: '/favourite~1colour', rule: 'unknown_key' },
        { pointer: '/name', rule: 'min_length 3' },
      ],
    },
  ],
  [
    'a string that jsonb cannot store',
    '{"name":"Acme \\u0000 \\ud800","slug":"acme","owner_email":"a@b.example"}',
    {
      code: 'invalid_event',
      errors: [{ pointer: '/name', path: 'event_data.name', rule: 'storable_text' }],
    },
  ],
  [
    'text that is no JSON',
    '{"name": Acme Corp}',
    { code: 'invalid_json', position: 9, errors: [{ pointer: '/name', rule: 'json_syntax' }] },
  ],
  ['an empty body', '', { code: 'invalid_json', position: 0 }],
  [
    'a key that stands twice',
    '{"name":"Acme","name":"Other"}',
    { code: 'invalid_json', errors: [{ pointer: '/name', rule: 'duplicate_key' }] },
  ],
  [
    'the key __proto__',
    `{"__proto__":{"tier":"enterprise"},${JSON.stringify(acme).slice(1)}`,
    { code: 'invalid_json', errors: [{ pointer: '/__proto__', rule: 'reserved_key' }] },
  ],
  [
    'an array',
    [acme],
    { code: 'invalid_event', errors: [{ pointer: '', path: 'event_data', rule: 'type object' }] },
  ],
  ['null', 'null', { code: 'invalid_event', errors: [{ pointer: '', rule: 'type object' }] }],
];

test.each(badBodies)('refuses %s with 400 and stores nothing', async (_, body, problem) => {
  const before = await countEvents();
  const response = await edge.post('/create-organization', body, authorization);
  expect(response.status).toBe(400);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 400, ...problem });
  expect(await countEvents()).toBe(before);
});

test('bytes that are no UTF-8 are refused', async () => {
  const response = await fetch(`${edge.url}/create-organization`, {
    method: 'POST',
    headers: { ...authorization, 'Content-Type': 'application/json' },
    body: Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_utf8' });
});

test.each([
  ['text/plain', {}],
  ['application/json; charset=latin1', {}],
  ['application/json', { 'Content-Encoding': 'gzip' }],
])('a body of type %s with %o is refused', async (type, headers) => {
  const response = await edge.post('/create-organization', acme, {
    ...authorization,
    ...headers,
    'Content-Type': type,
  });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' });
});

test('a body over the limit is refused, by its declared length and while it streams', async () => {
  const large = JSON.stringify({ ...acme, name: 'x'.repeat(5_000) });
  const declared = await edge.post('/create-organization', large, authorization);
  expect(declared.status).toBe(413);
  expect(await declared.json()).toMatchObject({ code: 'body_too_large', max_bytes: 4_096 });

  const response = await streamWithoutEnd(edge.url, authorization.Authorization);
  expect(response).toMatch(/^HTTP\/1\.1 413 /);
});

/** Sends a little more than the limit, and then neither more nor an end; there is no Content-Length. */
function streamWithoutEnd(url: string, token: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname);
  socket.on('error', reject);
  socket.once('data', (data) => {
    resolve(data.toString());
    socket.destroy();
  });
  socket.write(
    `POST /create-organization HTTP/1.1\r\nHost: edge\r\nAuthorization: ${token}\r\n` +
      'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  for (let chunk = 0; chunk < 5; chunk += 1) socket.write(`3e8\r\n${'x'.repeat(1_000)}\r\n`);
  return promise;
}

test('a correlation id may have 255 characters and no more', async () => {
  const fits = await edge.post('/create-organization', acme, {
    ...authorization,
    'X-Correlation-ID': 'c'.repeat(255),
  });
  expect(fits.status).toBe(202);
  const tooLong = await edge.post('/create-organization', acme, {
    ...authorization,
    'X-Correlation-ID': 'c'.repeat(256),
  });
  expect(tooLong.status).toBe(400);
  expect(await tooLong.json()).toMatchObject({
    code: 'invalid_header',
    header: 'X-Correlation-ID',
  });
  expect(tooLong.headers.get('X-Correlation-ID')).toMatch(/^[0-9a-f-]{36}$/);
});

test('without a token 401, without the permission 403 that names it, and nothing is stored', async () => {
  const before = await countEvents();
  const anonymous = await edge.post('/create-organization', acme);
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get('WWW-Authenticate')).toBe('Bearer');
  expect(await anonymous.json()).toMatchObject({ code: 'unauthenticated' });

  const token = await signTestToken({ permissions: ['organization.read'] });
  const forbidden = await edge.post('/create-organization', acme, {
    Authorization: `Bearer ${token}`,
  });
  expect(forbidden.status).toBe(403);
  expect(await forbidden.json()).toMatchObject({
    code: 'permission_denied',
    permission: 'organization.create',
  });
  expect(forbidden.headers.get('WWW-Authenticate')).toContain('insufficient_scope');
  expect(await countEvents()).toBe(before);
});

test('neither token nor body is logged', async () => {
  const text = JSON.stringify(edge.lines);
  expect(edge.lines.length).toBeGreaterThan(100);
  expect(text).not.toContain(authorization.Authorization.slice(0, 20));
  expect(text).not.toContain('acme');
});

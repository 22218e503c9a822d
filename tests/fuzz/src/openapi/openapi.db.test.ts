import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createAnswerCheck, readOpenapiDocument } from './openapi-document.ts';
import { startEdge } from './start-edge.ts';

const root = join(import.meta.dirname, '../../../..');
const document = await readOpenapiDocument();
const differences = createAnswerCheck(document);
const codesMet = new Set<string>();

const acme = { name: 'Acme Corp', slug: 'acme-corp', owner_email: 'owner@acme.example' };
const permissions = ['organization.create'];
const sub = randomUUID();

let database: TestDatabase;
let admin: Client;
let edge: Awaited<ReturnType<typeof startEdge>>;
let created: string;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  edge = await startEdge(database.urlFor('edge'));
  const response = await post({ token: edge.token({ sub, permissions }) });
  const { event_id }: { event_id: string } = JSON.parse(await response.text());
  created = event_id;
});

afterAll(async () => {
  await edge[Symbol.asyncDispose]();
  await admin.end();
  await database[Symbol.asyncDispose]();
});

type Request = {
  token?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};

async function post({ token, body = JSON.stringify(acme), headers = {} }: Request) {
  return fetch(`${edge.url}/create-organization`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...bearer(token), ...headers },
  });
}

async function ask(id: string, token?: string) {
  return fetch(`${edge.url}/events/${id}`, { headers: bearer(token) });
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** Checks the answer and returns its problem's code, if it is one. */
async function documented(response: Response, path: string, method: string): Promise<string> {
  const operation = document.paths[path]?.[method];
  if (operation === undefined) throw new Error(`${method} ${path} is not documented.`);
  expect(await differences(response, operation)).toEqual([]);
  const { code = '' }: { code?: string } = JSON.parse(await response.text());
  if (code !== '') codesMet.add(code);
  return code;
}

test.each<[code: string, status: number, () => Request]>([
  ['', 202, () => ({ token: edge.token({ permissions }) })],
  ['invalid_event', 400, () => ({ token: edge.token({ permissions }), body: '{"nane":1}' })],
  ['invalid_json', 400, () => ({ token: edge.token({ permissions }), body: '{' })],
  [
    'invalid_utf8',
    400,
    () => ({ token: edge.token({ permissions }), body: new Uint8Array([255]) }),
  ],
  ['invalid_header', 400, () => ({ headers: { 'X-Correlation-ID': 'x'.repeat(256) } })],
  ['unauthenticated', 401, () => ({})],
  ['invalid_token', 401, () => ({ token: 'a.b.c' })],
  ['token_expired', 401, () => ({ token: edge.token({ exp: 1 }) })],
  ['permission_denied', 403, () => ({ token: edge.token() })],
  ['unusable_subject', 403, () => ({ token: edge.token({ sub: 'me' }) })],
  ['body_too_large', 413, () => ({ token: edge.token({ permissions }), body: ' '.repeat(5000) })],
  [
    'unsupported_media_type',
    415,
    () => ({ token: edge.token({ permissions }), headers: { 'Content-Type': 'text/plain' } }),
  ],
])('POST answers "%s" with %i as documented', async (code, status, request) => {
  const response = await post(request());
  expect(response.status).toBe(status);
  expect(await documented(response, '/create-organization', 'post')).toBe(code);
});

test('a key that is used for another request is refused as documented', async () => {
  const token = edge.token({ permissions });
  const headers = { 'Idempotency-Key': randomUUID() };
  await documented(await post({ token, headers }), '/create-organization', 'post');
  const body = JSON.stringify({ ...acme, name: 'Other' });
  const again = await post({ token, headers, body });
  expect(await documented(again, '/create-organization', 'post')).toBe('idempotency_key_reused');
});

test.each<[code: string, status: number, id: () => string]>([
  ['', 200, () => created],
  ['event_not_found', 404, () => randomUUID()],
  ['invalid_path_parameter', 400, () => 'none'],
])('GET answers "%s" with %i as documented', async (code, status, id) => {
  const response = await ask(id(), edge.token({ sub }));
  expect(response.status).toBe(status);
  expect(await documented(response, '/events/{id}', 'get')).toBe(code);
});

test('an invitation is accepted, once and before it expires, as documented', async () => {
  const [open, over] = [randomUUID(), randomUUID()];
  // The organization that it is for makes no difference here.
  await admin.query(`SET session_replication_role = replica`);
  await admin.query(
    `INSERT INTO invitations_projection (id, organization_id, email, status, opened_by_run, expires_at)
     VALUES ($1, $1, 'ada@acme.example', 'pending', $1, now() + interval '1 day')`,
    [open],
  );
  await admin.query(`SET session_replication_role = origin`);
  const codes: string[] = [];
  for (const id of [open, open, over]) {
    const response = await fetch(`${edge.url}/accept-invitation/${id}`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', ...bearer(edge.invitationToken(id)) },
    });
    codes.push(await documented(response, '/accept-invitation/{invitation_id}', 'post'));
  }
  expect(codes).toEqual(['', 'invitation_used', 'invitation_expired']);
});

test('every documented operation exists, and the edge has no other path', async () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const url = `${edge.url}${path.replace(/\{.*\}/, randomUUID())}`;
      const response = await fetch(url, { method: method.toUpperCase() });
      expect([path, await differences(response, operation)]).toEqual([path, []]);
    }
  }
  // Paths that are no contract's stand in the source of the handler.
  const folder = join(root, 'apps/edge/src/handler');
  const files = (await readdir(folder)).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const sources = await Promise.all(
    files.map(async (name) => readFile(join(folder, name), 'utf8')),
  );
  const routes = sources.join('\n').matchAll(/app\.(?:get|post|put|patch|delete)\('(\/[^']*)'/g);
  const written = Array.from(routes, ([, path = '']) => path.replace(/:(\w+)/, '{$1}'));
  expect(written.toSorted()).toEqual(['/events/{id}', '/healthz', '/readyz']);
  for (const path of written) expect(document.paths).toHaveProperty([path]);
});

test('what is wrong with the servers behind the edge is told as documented', async () => {
  await using foreign = await startEdge(database.urlFor('edge'), {
    A4C_JWT_JWKS_URL: 'http://127.0.0.1:65535/keys',
  });
  const keyless = await fetch(`${foreign.url}/events/${created}`, {
    headers: bearer(edge.token({ alg: 'ES256' })),
  });
  await documented(keyless, '/events/{id}', 'get');

  const token = edge.token({ permissions });
  await admin.query(
    'ALTER TABLE domain_events ADD CONSTRAINT defect CHECK (1 / (retry_count * 0) = 1) NOT VALID',
  );
  await documented(await post({ token }), '/create-organization', 'post');
  await admin.query('ALTER TABLE domain_events RENAME TO elsewhere');
  await admin.query('ALTER FUNCTION contracts.emittable_over_http RENAME TO elsewhere');
  await documented(await post({ token }), '/create-organization', 'post');
  await documented(await fetch(`${edge.url}/readyz`), '/readyz', 'get');

  await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
  await admin.query(
    `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  // The first may still meet a connection that has just ended.
  await post({ token });
  await documented(await post({ token }), '/create-organization', 'post');

  // Nobody reads the answer to a body that ends early; what has no operation is met elsewhere.
  const others = ['incomplete_body', 'not_found', 'method_not_allowed'];
  const names = Object.keys(document.components.schemas)
    .filter((name) => name.startsWith('problem.'))
    .map((name) => name.slice('problem.'.length))
    .filter((code) => !others.includes(code));
  expect([...codesMet].toSorted()).toEqual(names.toSorted());
});

test('the problems are those of the reference, with their status', async () => {
  const reference = await readFile(join(root, 'docs/reference/http-api.md'), 'utf8');
  const listed = reference.matchAll(/^\| `([a-z_0-9]+)` +\| ([45]\d\d) /gm);
  const printed = Object.entries(document.components.schemas)
    .filter(([name]) => name.startsWith('problem.'))
    .map(([name, schema]) => [
      name.slice('problem.'.length),
      JSON.stringify(schema).match(/"status":\{"const":(\d+)\}/)?.[1],
    ]);
  expect(printed).toEqual(Array.from(listed, ([, code, status]) => [code, status]));
});

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type CloudflareServer, startCloudflareServer } from '../testing/cloudflare-server.ts';
import { createCloudflareDns } from './cloudflare-dns.ts';
import type { DnsPort } from './dns-port.ts';

const apiToken = 'a-secret-token';
const zoneId = '023e105f4ecef8ad9ca31a8372d0c353';
const ours = { organizationId: '550e8400-e29b-41d4-a716-446655440000', slug: 'acme' };
const theirs = { organizationId: '123e4567-e89b-42d3-a456-426614174000', slug: 'acme' };

let server: CloudflareServer;
let dns: DnsPort;
beforeEach(async () => {
  server = await startCloudflareServer({ apiToken, zoneId });
  dns = createDns();
});
afterEach(async () => server[Symbol.asyncDispose]());

function createDns(
  settings: { target?: string; apiToken?: string; zoneId?: string } = {},
): DnsPort {
  const { apiUrl } = server;
  const target = 'ingress.example.net';
  return createCloudflareDns({
    apiToken,
    zoneId,
    apiUrl,
    baseDomain: 'example.com',
    target,
    ...settings,
  });
}

test('a subdomain is a CNAME that says whose it is', async () => {
  expect(await dns.provision(ours)).toBe('acme.example.com');
  expect(server.records).toMatchObject([
    {
      type: 'CNAME',
      name: 'acme.example.com',
      content: 'ingress.example.net',
      ttl: 1,
      proxied: false,
      comment: 'a4c organization 550e8400-e29b-41d4-a716-446655440000',
    },
  ]);
});

test('a target that is an address makes an A record', async () => {
  await createDns({ target: '192.0.2.7' }).provision(ours);
  expect(server.records).toMatchObject([{ type: 'A', content: '192.0.2.7' }]);
});

test('provisioning again finds the record and makes none', async () => {
  await dns.provision(ours);
  expect(await dns.provision(ours)).toBe('acme.example.com');
  expect(server.calls).toEqual(['GET /', 'POST /', 'GET /']);
});

test("another organization's record is neither taken over nor deleted", async () => {
  await dns.provision(theirs);
  await expect(dns.provision(ours)).rejects.toMatchObject({ code: 'subdomain_taken' });
  await dns.deprovision(ours);
  expect(server.records).toHaveLength(1);
});

test('deprovisioning deletes the own record, and again nothing', async () => {
  await dns.provision(ours);
  await dns.deprovision(ours);
  await dns.deprovision(ours);
  expect(server.records).toEqual([]);
});

test('a record that went away between look-up and deletion is deleted', async () => {
  await dns.provision(ours);
  server.refusals.push(undefined, { status: 404, code: 81_044 });
  await expect(dns.deprovision(ours)).resolves.toBeUndefined();
});

test('a create that lost a race may be tried again: the look-up tells whose record won', async () => {
  server.refusals.push(undefined, { status: 400, code: 81_053 });
  await expect(dns.provision(ours)).rejects.toMatchObject({ code: 'dns_unavailable' });
});

test.each([
  [
    { status: 429, retryAfter: '7' },
    { code: 'dns_unavailable', retryAfterMs: 7_000 },
  ],
  [{ status: 500 }, { code: 'dns_unavailable' }],
  [{ status: 503 }, { code: 'dns_unavailable' }],
  [{ status: 400, code: 9007 }, { code: 'dns_refused' }],
  [{ status: 403, code: 10_000 }, { code: 'dns_refused' }],
])('the answer %o is %o', async (refusal, expected) => {
  server.refusals.push(refusal);
  await expect(dns.provision(ours)).rejects.toMatchObject(expected);
});

test('a zone that is not there is refused', async () => {
  await expect(createDns({ zoneId: 'elsewhere' }).provision(ours)).rejects.toMatchObject({
    code: 'dns_refused',
    message: expect.stringContaining('status 404, code 7003'),
  });
});

test('a server that cannot be reached may be tried again', async () => {
  await server[Symbol.asyncDispose]();
  await expect(dns.provision(ours)).rejects.toMatchObject({ code: 'dns_unavailable' });
});

test('neither the token nor what the server said gets into an error', async () => {
  const error: unknown = await createDns({ apiToken: 'a-wrong-token' })
    .provision(ours)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  const { message, stack, cause } = Object(error);
  expect(`${message}${stack}`).not.toMatch(/a-wrong-token|Said by the server/);
  expect(cause).toBeUndefined();
});

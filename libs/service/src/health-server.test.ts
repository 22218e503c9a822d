import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type HealthServer, type Readiness, startHealthServer } from './index.ts';

let readiness: Readiness;
let server: HealthServer;
beforeEach(async () => {
  readiness = { ready: true, reasons: [] };
  server = await startHealthServer({ host: '127.0.0.1', port: 0, readiness: () => readiness });
});
afterEach(async () => server.stop());

test('is alive as long as it answers, whether it is ready or not', async () => {
  readiness = { ready: false, reasons: ['The database is away.'] };
  expect(await get('/healthz')).toEqual({ status: 200, body: { alive: true } });
});

test('is ready, or says why not', async () => {
  expect(await get('/readyz')).toEqual({ status: 200, body: { ready: true, reasons: [] } });
  readiness = { ready: false, reasons: ['The database is away.', 'Paused.'] };
  expect(await get('/readyz')).toEqual({ status: 503, body: readiness });
  readiness = { ready: true, reasons: ['LISTEN is down, it sweeps.'] };
  expect(await get('/readyz')).toEqual({ status: 200, body: readiness });
});

test.each(['/', '/healthz/', '/metrics', '//healthz', '/%00'])(
  'serves nothing else: %s',
  async (path) => {
    expect(await get(path)).toEqual({
      status: 404,
      body: { error: 'Only /healthz and /readyz are served here.' },
    });
  },
);

test('metrics are served as they are printed, or their absence is told', async () => {
  let text: string | undefined = 'a_total 1\n';
  const other = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    readiness: () => readiness,
    metrics: { contentType: 'text/plain; version=0.0.4', print: async () => present(text) },
  });
  const scraped = await fetch(`${other.url}/metrics`);
  expect(scraped.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(await scraped.text()).toBe('a_total 1\n');
  text = undefined;
  const failed = await fetch(`${other.url}/metrics`);
  expect({ status: failed.status, body: await failed.json() }).toEqual({
    status: 500,
    body: { error: 'The metrics could not be collected.' },
  });
  const missing = await fetch(`${other.url}/`);
  expect(await missing.json()).toEqual({
    error: 'Only /healthz, /metrics and /readyz are served here.',
  });
  await other.stop();
});

test('an answer is never cached', async () => {
  const response = await fetch(`${server.url}/readyz`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-type')).toBe('application/json');
  await response.arrayBuffer();
});

test('what is no HTTP does not end it', async () => {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
  socket.end('\u0000 this is no HTTP\r\n\r\n');
  await once(socket.resume(), 'close');
  expect(await get('/healthz')).toMatchObject({ status: 200 });
});

test('stops although a connection is kept open', async () => {
  const { url } = server;
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.on('error', () => {});
  await server.stop();
  await closed;
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a port that is taken is told with what to set', async () => {
  const { port } = new URL(server.url);
  const second = startHealthServer({
    host: '127.0.0.1',
    port: Number(port),
    readiness: () => readiness,
  });
  await expect(second).rejects.toMatchObject({
    code: 'health_server',
    message: expect.stringMatching(
      new RegExp(
        `^The health server cannot listen on 127\\.0\\.0\\.1 port ${port} \\(.*EADDRINUSE.*\\)\\. End what has the port, or set A4C_HEALTH_HOST`,
      ),
    ),
  });
});

test('its address can be used when it is one of IPv6', async () => {
  const other = await startHealthServer({ host: '::1', port: 0, readiness: () => readiness });
  expect(other.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  const response = await fetch(`${other.url}/healthz`);
  expect(await response.json()).toEqual({ alive: true });
  await other.stop();
});

function present(text: string | undefined): string {
  if (text === undefined) throw new Error('a secret');
  return text;
}

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
}

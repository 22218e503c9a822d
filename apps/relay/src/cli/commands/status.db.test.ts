import { reportRelayInstance } from '@a4c/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { RelayStatus } from '../status/relay-status.ts';
import { bootstrapType, type CliFixture, createCliFixture } from '../testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());

async function reportRelay(breakerReason: string | null): Promise<void> {
  const client = await cli.as('relay').connect();
  await reportRelayInstance(client, {
    id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
    host: 'relay-1',
    pid: 4711,
    version: '1.2.3',
    listen_state: 'listening',
    gate: 'taken',
    breaker: breakerReason === null ? 'closed' : 'outage',
    breaker_reason: breakerReason,
    window: 128,
    in_flight: 7,
    batch: 64,
    claimed_per_second: 12.5,
    started_per_second: 12.25,
    failed_per_second: 0,
    draining: false,
  });
  client.release();
}

test('says what waits, which relays run, and what was given up', async () => {
  const [waiting = '', failed = '', given = ''] = await cli.insert(3);
  await cli.failOnce(failed);
  await cli.giveUp([given]);
  await cli.as('owner').query('UPDATE relay_control SET paused = true');
  await reportRelay('no connection established');
  const { code, out } = await cli.run(['status', '--json'], { role: 'reader' });
  expect(code).toBe(0);
  const status: RelayStatus = JSON.parse(out);
  expect(status).toMatchObject({
    paused: true,
    paused_by: 'a4c_owner',
    pending: 2,
    oldest_pending_ms: expect.any(Number),
    relays: [
      {
        host: 'relay-1',
        breaker: 'outage',
        breaker_reason: 'no connection established',
        window: 128,
      },
    ],
    dead_letters: 1,
    dead_letters_by_code: [{ code: 'input_too_large', open: 1 }],
  });
  expect(status.routes.find((route) => route.event_type === bootstrapType)).toMatchObject({
    paused: false,
    pending: 2,
    retrying: 1,
  });
  const text = await cli.run(['status']);
  expect(text.out).toMatch(
    /paused since .* by a4c_owner\n2 events pending, the oldest .* old\n1 open dead letter\n/,
  );
  expect(text.out).toMatch(/organization\.bootstrap_initiated +2 +1 .*open/);
  expect(text.out).toMatch(
    /relay-1:4711 .* listening +taken +outage +7\/128 +64 +12\.5 +12\.3 +0\.0/,
  );
  expect(text.out).toMatch(/user\.invitation_initiated +0 +0 +– +open/);
  expect(text.out).toContain('relay-1:4711 no connection established');
  expect(text.out).not.toContain('\u001b');
  expect([waiting, text.out]).not.toContain('Payload');
});

test('colours are there when they are asked for', async () => {
  const { out } = await cli.run(['status'], { env: { FORCE_COLOR: '1' } });
  expect(out).toContain('\u001b[');
});

test('--watch goes on across a lost connection, until Ctrl-C', async () => {
  const command = cli.start(['status', '--watch', '1', '--json']);
  const lines = () => command.seen.out.split('\n').length - 1;
  await expect.poll(lines, { timeout: 15_000 }).toBeGreaterThan(0);
  await cli.as('admin').query(`ALTER DATABASE ${cli.database.name} CONNECTION LIMIT 0`);
  await expect
    .poll(() => command.seen.err, { timeout: 15_000 })
    .toContain('Cannot connect to the database');
  const before = lines();
  await cli.as('admin').query(`ALTER DATABASE ${cli.database.name} CONNECTION LIMIT -1`);
  await expect.poll(lines, { timeout: 15_000 }).toBeGreaterThan(before);
  command.kill('SIGINT');
  expect(await command.ended).toMatchObject({ code: 130 });
});

test.each([[['--watch', '0']], [['--watch', 'often']], [['--jsno']], [['extra']]])(
  '%j is wrong use',
  async (args) => {
    const ended = await cli.run(['status', ...args]);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error: /) });
  },
);

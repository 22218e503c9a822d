import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { startPostgresProxy } from '../proxies/postgres-proxy.ts';
import { isStart } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';
import type { RelayProcess } from '../world/relay-process.ts';

const takeoverMs = 10_000;
const megabyte = 'x'.repeat(1_000_000);

faultTest(
  {
    number: 2,
    fault: 'SIGSTOP in the middle of a call, then SIGCONT',
    quick: { 'frozen s': 8, events: 10 },
    full: { 'frozen s': 30, events: 50 },
    timeoutS: { full: 120 },
  },
  async ({ 'frozen s': frozenS, events }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    const heir = await world.startRelay();
    const frozen = await world.startRelay({ TEMPORAL_ADDRESS: proxy.address });
    const called = Promise.withResolvers<void>();
    const thawed = Promise.withResolvers<void>();
    proxy.rule = async (call, forward) => {
      const answer = await forward();
      if (!isStart(call)) return answer;
      called.resolve();
      await thawed.promise;
      return answer;
    };
    heir.kill('SIGSTOP');
    await world.commit({ count: events });
    await called.promise;
    frozen.kill('SIGSTOP');
    heir.kill('SIGCONT');
    const tookOverMs = await world.untilDispatched(2 * takeoverMs);
    await pause(frozenS * 1_000 - tookOverMs);
    figures({ 'taken over ms': tookOverMs, ...(await thaw(world, { frozen, heir, thawed })) });
    expect(tookOverMs).toBeLessThan(takeoverMs);
  },
);

faultTest(
  {
    number: 2,
    fault: 'SIGSTOP in the middle of reading a claim of 1 MB events, then SIGCONT',
    full: { 'frozen s': 30, events: 20 },
    timeoutS: { full: 120 },
  },
  async ({ 'frozen s': frozenS, events }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startPostgresProxy(world.postgres.port));
    const heir = await world.startRelay();
    const frozen = await world.startRelay({
      DATABASE_URL: proxy.through(world.postgres.urlFor('relay')),
    });
    heir.kill('SIGSTOP');
    const held = proxy.holdAfter(megabyte.length / 2);
    await world.commit({ count: events, metadata: { attachment: megabyte } });
    await held;
    frozen.kill('SIGSTOP');
    heir.kill('SIGCONT');
    const tookOverMs = await world.untilDispatched(2 * takeoverMs);
    await pause(frozenS * 1_000 - tookOverMs);
    proxy.setFlow('open');
    figures({ 'taken over ms': tookOverMs, ...(await thaw(world, { frozen, heir })) });
    expect(tookOverMs).toBeLessThan(takeoverMs);
  },
);

/** The thawed relay does the next events alone, and changes nothing about the earlier ones. */
async function thaw(
  world: World,
  relays: { frozen: RelayProcess; heir: RelayProcess; thawed?: { resolve(): void } },
): Promise<Record<string, string | number>> {
  const before = await snapshot(world);
  relays.frozen.kill('SIGCONT');
  relays.thawed?.resolve();
  relays.heir.kill('SIGSTOP');
  await world.commit({ count: 10 });
  const workedAgainMs = await world.untilDispatched(2 * takeoverMs);
  relays.heir.kill('SIGCONT');
  const after = await snapshot(world);
  for (const [id, row] of before) expect(after.get(id)).toBe(row);
  return { 'thawed relay worked again ms': workedAgainMs, ...(await world.compare()) };
}

async function snapshot(world: World): Promise<Map<string, string>> {
  const { rows } = await world.admin.query<{ id: string; row: string }>(
    'SELECT id, md5(e::text) AS row FROM domain_events e WHERE processed_at IS NOT NULL',
  );
  return new Map(rows.map(({ id, row }) => [id, row]));
}

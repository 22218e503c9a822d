import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile, waitOf } from '../oracle/latency.ts';
import { type GrpcProxy, startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart, startOf } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';
import type { RelayProcess } from '../world/relay-process.ts';

/** Besides the network's, as between two regions. */
const rpcMs = 50;

faultTest(
  {
    number: 9,
    fault: 'equal relays share a backlog',
    quick: { relays: 2, events: 300 },
    full: { relays: 4, events: 8_000 },
    timeoutS: { quick: 60, full: 200 },
  },
  async ({ relays, events }, figures) => {
    await using world = await createWorld();
    const team = await Promise.all(Array.from({ length: relays }, async () => startMember(world)));
    await world.commit({ count: events });
    await world.untilDispatched(180_000);
    const shares = team.map(({ started }) => started.size / events);
    const calls = team.reduce((sum, { proxy }) => sum + callsOf(proxy), 0);
    figures({
      shares: shares.map((share) => `${Math.round(share * 100)} %`).join(' '),
      'calls repeated': calls - events,
      ...(await world.compare()),
    });
    for (const share of shares) {
      expect(share * relays).toBeGreaterThan(0.7);
      expect(share * relays).toBeLessThan(1.3);
    }
  },
);

faultTest(
  {
    number: 9,
    fault: 'rolling restarts of equal relays',
    quick: { relays: 3, rounds: 1, 'events/s': 20 },
    full: { relays: 4, rounds: 5, 'events/s': 30 },
    timeoutS: { quick: 60, full: 200 },
  },
  async ({ relays, rounds, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const { ledger } = world;
    const members = await Promise.all(
      Array.from({ length: relays }, async () => startMember(world)),
    );
    const load = world.startLoad({ perSecond });
    const proxies = members.map(({ proxy }) => proxy);
    for (let nth = 0; nth < relays * rounds; nth += 1) {
      const member = members.shift();
      await load.committed(ledger.committed.size + perSecond);
      await member?.relay.stop();
      const successor = await startMember(world);
      members.push(successor);
      proxies.push(successor.proxy);
    }
    await load.stop();
    await world.untilDispatched(20_000);
    const endings = await world.compare();
    const calls = proxies.reduce((sum, proxy) => sum + callsOf(proxy), 0);
    const waits = (await listDeliveries(world.admin, ledger)).map((one) => waitOf(one));
    figures({
      restarts: relays * rounds,
      'calls repeated': calls - endings.events,
      'worst wait ms': Math.max(...waits),
      ...endings,
    });
    expect(Math.max(...waits)).toBeLessThan(5_000);
  },
);

faultTest(
  {
    number: 9,
    fault: 'one relay of three has RPCs of 3 s',
    full: { 'for s': 60, 'events/s': 30 },
    timeoutS: { quick: 60, full: 120 },
  },
  async ({ 'for s': forS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const { ledger } = world;
    const slow = await startMember(world, 3_000);
    const fast = [await startMember(world), await startMember(world)];
    const load = world.startLoad({ perSecond });
    await pause(forS * 1_000);
    await load.stop();
    await world.untilDispatched(20_000);
    const deliveries = await listDeliveries(world.admin, ledger);
    const waitsOf = ({ started }: Member): number[] =>
      deliveries.filter(({ id }) => started.has(id)).map((one) => waitOf(one));
    const fastWaits = fast.flatMap(waitsOf);
    const slowWaits = waitsOf(slow);
    figures({
      'p99 of the others ms': percentile(fastWaits, 99),
      'p50 of the others ms': percentile(fastWaits, 50),
      'started by the slow one': slowWaits.length,
      'its worst wait ms': Math.max(0, ...slowWaits),
      ...(await world.compare()),
    });
    // What the slow one does not take is not delayed, and what it takes waits for one call of it.
    expect(percentile(fastWaits, 99)).toBeLessThan(1_000);
    expect(Math.max(0, ...slowWaits)).toBeLessThan(3_000 + 1_500);
  },
);

interface Member {
  readonly relay: RelayProcess;
  readonly proxy: GrpcProxy;
  /** Request ids of the starts that it asked for: the event ids. */
  readonly started: ReadonlySet<string>;
}

/** A relay whose calls are counted and last so much longer. */
async function startMember(world: World, ms = rpcMs): Promise<Member> {
  const started = new Set<string>();
  const proxy = world.use(
    await startGrpcProxy(world.temporal.address, async (call, forward) => {
      if (isStart(call)) {
        started.add(startOf(call).requestId);
        await pause(ms);
      }
      return forward();
    }),
  );
  return { relay: await world.startRelay({ TEMPORAL_ADDRESS: proxy.address }), proxy, started };
}

function callsOf({ counts }: GrpcProxy): number {
  return counts.get('StartWorkflowExecution') ?? 0;
}

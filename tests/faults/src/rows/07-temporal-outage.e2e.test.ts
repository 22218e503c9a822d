import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries } from '../oracle/latency.ts';
import { fullRate, msUntilRate } from '../oracle/rates.ts';
import { watchTransactions } from '../oracle/watch-transactions.ts';
import { passOn, startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart, throttled } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';

type Scale = { 'outage s': number; backlog: number };
type Figures = Parameters<Parameters<typeof faultTest>[1]>[1];

const backAtFullRateMs = 5_000;
const eventsThatTellARate = 1_000;

faultTest(
  {
    number: 7,
    fault: 'Temporal down',
    quick: { 'outage s': 6, backlog: 100 },
    full: { 'outage s': 30, backlog: 1_000 },
    timeoutS: { quick: 90, full: 180 },
  },
  async (scale, figures) => outage(scale, figures, await createWorld()),
);

faultTest(
  {
    number: 7,
    fault: 'Temporal down for long',
    full: { 'outage s': 600, backlog: 1_000 },
    timeoutS: { full: 800 },
  },
  async (scale, figures) => outage(scale, figures, await createWorld()),
);

faultTest(
  {
    number: 7,
    fault: 'storm of RESOURCE_EXHAUSTED',
    quick: { 'outage s': 6, backlog: 100 },
    full: { 'outage s': 60, backlog: 1_000 },
    timeoutS: { quick: 90, full: 200 },
  },
  async (scale, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    await survive(world, {
      scale,
      figures,
      relayEnv: { TEMPORAL_ADDRESS: proxy.address },
      begin: async () => void (proxy.rule = async () => throttled()),
      end: async () => void (proxy.rule = passOn),
    });
  },
);

faultTest(
  {
    number: 7,
    fault: 'each RPC takes 2 s',
    full: { 'slow s': 60, backlog: 1_500 },
    timeoutS: { quick: 90, full: 200 },
  },
  async ({ 'slow s': slowS, backlog }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    await survive(world, {
      scale: { 'outage s': slowS, backlog },
      figures,
      relayEnv: { TEMPORAL_ADDRESS: proxy.address },
      // Until the first answers have come there is nothing to write.
      settleMs: 4_000,
      begin: async () => {
        proxy.rule = async (call, forward) => {
          if (isStart(call)) await pause(2_000);
          return forward();
        };
      },
      end: async () => void (proxy.rule = passOn),
    });
  },
);

async function outage(scale: Scale, figures: Figures, opened: World): Promise<void> {
  await using world = opened;
  const { temporal } = world;
  const begin = () => temporal.end();
  await survive(world, { scale, figures, begin, end: () => temporal.start() });
}

async function survive(
  world: World,
  trial: {
    scale: Scale;
    figures: Figures;
    relayEnv?: NodeJS.ProcessEnv;
    begin: () => Promise<void>;
    /** Of the outage; the database's load is watched from then on. */
    settleMs?: number;
    /** Resolves when Temporal answers again. */
    end: () => Promise<void>;
  },
): Promise<void> {
  const { 'outage s': outageS, backlog } = trial.scale;
  const { settleMs = 0 } = trial;
  await world.startRelay(trial.relayEnv);
  await world.commit({ count: backlog });
  await world.untilDispatched(60_000);
  const calm = (await listDeliveries(world.admin, world.ledger)).map((one) => one.processedMs);
  const rate = fullRate(calm);

  await trial.begin();
  // Long enough to be at work still when the outage is over, also where it only slows things down.
  await world.commit({ count: 3 * backlog });
  await pause(settleMs);
  const forMs = outageS * 1_000 - settleMs;
  const [first = 0, second = 0] = await watchTransactions(world.admin, { forMs, stretches: 2 });
  await trial.end();
  const backAt = Date.now();
  await world.untilDispatched(120_000);

  const { rows } = await world.admin.query<{ outcome: string; count: number }>(
    'SELECT outcome, count(*)::int AS count FROM workflow_attempt GROUP BY outcome',
  );
  const attempts = new Map(rows.map(({ outcome, count }) => [outcome, count]));
  const processed = (await listDeliveries(world.admin, world.ledger)).map((one) => one.processedMs);
  const recoveredMs = msUntilRate(processed, { afterMs: backAt, perSecond: 0.8 * rate });
  trial.figures({
    'starts/s before': rate,
    'full rate after ms': recoveredMs,
    'transactions/s meanwhile': `${first.toFixed(1)}, then ${second.toFixed(1)}`,
    'outage attempts': attempts.get('outage') ?? 0,
    'failures counted': attempts.get('failed') ?? 0,
    ...(await world.compare()),
  });
  expect(attempts.get('failed') ?? 0).toBe(0);
  expect(attempts.get('dead_lettered') ?? 0).toBe(0);
  // Flat: the second half asks no more of the database than the first, but for what sessions report late.
  expect(second).toBeLessThan(1.25 * first + 10);
  // Some hundred events are over before a rate can be told from what else the machine does.
  if (backlog >= eventsThatTellARate) expect(recoveredMs).toBeLessThan(backAtFullRateMs);
}

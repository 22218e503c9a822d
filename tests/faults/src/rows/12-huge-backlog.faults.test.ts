import { randomUUID } from 'node:crypto';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile } from '../oracle/latency.ts';
import { fullRate } from '../oracle/rates.ts';
import { createStandInWorld, type StandInWorld } from '../world/create-world.ts';

const settings = { synchronous_commit: 'off', max_wal_size: '4GB', shared_buffers: '256MB' };
/** Claims are told at this level. */
const env = { A4C_LOG_LEVEL: 'debug' };
const claimP99Ms = 20;
const peakMegabytes = 300;

faultTest(
  {
    number: 12,
    fault: 'pending at start, beside an empty table',
    full: { pending: 1_000_000, compared: 20_000 },
    timeoutS: { full: 2_400 },
  },
  async ({ pending, compared }, figures) => {
    await using world = await createStandInWorld(settings);
    await commitMany(world, compared);
    const calmRelay = await world.startRelay(env);
    await world.untilDispatched(120_000);
    await calmRelay.stop();
    const calmRate = fullRate(await firstProcessed(world, 0, compared));

    await commitMany(world, pending);
    const startedAt = Date.now();
    const relay = await world.startRelay(env);
    await world.untilDispatched(2_000_000);
    const rate = fullRate(await firstProcessed(world, startedAt, compared));
    const wholeRate = fullRate(await firstProcessed(world, startedAt, pending));
    const claimMs = percentile(
      relay.claims.map(({ ms }) => ms),
      99,
    );
    const peak = await relay.peakMegabytes();
    figures({
      'starts/s with an empty table': calmRate,
      'at first': rate,
      'over all': wholeRate,
      'claim p99 ms': claimMs,
      'peak RSS MB': peak,
      ...(await world.compare()),
    });
    expect(peak).toBeLessThan(peakMegabytes);
    expect(claimMs).toBeLessThan(claimP99Ms);
    expect(rate).toBeGreaterThan(0.8 * calmRate);
  },
);

faultTest(
  {
    number: 12,
    fault: 'one hot aggregate among others in an ordered route',
    full: { hot: 100_000, others: 10_000 },
    timeoutS: { full: 2_400 },
  },
  async ({ hot, others }, figures) => {
    await using world = await createStandInWorld(settings);
    await world.admin.query(
      `UPDATE workflow_route SET ordered = true, workflow_id_template = '{event_id}'
       WHERE event_type = 'organization.bootstrap_initiated'`,
    );
    await commitMany(world, hot, randomUUID());
    await commitMany(world, others);
    const startedAt = Date.now();
    const relay = await world.startRelay(env);
    await world.untilDispatched(2_000_000);
    await report(world, { relay, startedAt, figures });
  },
);

faultTest(
  {
    number: 12,
    fault: 'one hot aggregate whose events all attach to one workflow',
    full: { hot: 100_000, others: 10_000 },
    timeoutS: { full: 1_200 },
  },
  async ({ hot, others }, figures) => {
    await using world = await createStandInWorld(settings);
    await commitMany(world, hot, randomUUID());
    await commitMany(world, others);
    const startedAt = Date.now();
    const relay = await world.startRelay(env);
    await world.untilDispatched(1_000_000);
    await report(world, { relay, startedAt, figures });
  },
);

async function report(
  world: StandInWorld,
  {
    relay,
    startedAt,
    figures,
  }: {
    relay: Awaited<ReturnType<StandInWorld['startRelay']>>;
    startedAt: number;
    figures: Parameters<Parameters<typeof faultTest>[1]>[1];
  },
): Promise<void> {
  const processed = await firstProcessed(world, startedAt, Number.POSITIVE_INFINITY);
  const claimMs = percentile(
    relay.claims.map(({ ms }) => ms),
    99,
  );
  figures({
    'acknowledged/s': fullRate(processed),
    'claim p99 ms': claimMs,
    'peak RSS MB': await relay.peakMegabytes(),
    ...(await world.compare()),
  });
  expect(claimMs).toBeLessThan(claimP99Ms);
}

/** Some thousands in each transaction. */
async function commitMany(world: StandInWorld, count: number, aggregateId?: string): Promise<void> {
  const most = 5_000;
  for (let left = count; left > 0; left -= most) {
    const shape = aggregateId === undefined ? {} : { aggregateId };
    await world.commit({ ...shape, count: Math.min(left, most) });
  }
}

/** When the first so many events after a moment were acknowledged. */
async function firstProcessed(
  world: StandInWorld,
  afterMs: number,
  count: number,
): Promise<number[]> {
  const deliveries = await listDeliveries(world.admin, world.ledger);
  const processed = deliveries.map(({ processedMs }) => processedMs).filter((at) => at > afterMs);
  return processed.toSorted((one, other) => one - other).slice(0, count);
}

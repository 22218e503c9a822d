import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { isListening, startPostgresProxy } from '../proxies/postgres-proxy.ts';
import { startTcpProxy } from '../proxies/tcp-proxy.ts';
import { createWorld, type World } from '../world/create-world.ts';

const noticedMs = 8_000;
/** All sessions are replaced when one is found dead, not one after the other. */
const healedMs = 10_000;
/** 1 s ± 20 %, and the 250 ms that a claim before it may last. */
const sweepMs = 1_200 + 250;

faultTest(
  {
    number: 5,
    fault: 'black hole on LISTEN, pool, gRPC',
    quick: { rounds: 1, 'events/s': 10 },
    full: { rounds: 5, 'events/s': 10 },
    timeoutS: { quick: 120, full: 600 },
  },
  async ({ rounds, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const postgres = world.use(await startPostgresProxy(world.postgres.port));
    const temporal = world.use(await startTcpProxy(Number(world.temporal.address.split(':')[1])));
    const relay = await world.startRelay({
      DATABASE_URL: postgres.through(world.postgres.urlFor('relay')),
      TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
    });
    const load = world.startLoad({ perSecond });

    /**
     * From the black hole to the first word about it, and on until no event waits from before that. The
     * next one begins when all has been made up for.
     */
    const breakAndHeal = async (
      blackHole: () => number,
      lost: string | RegExp,
    ): Promise<Broken> => {
      await load.committed(world.ledger.committed.size + perSecond);
      const at = Date.now();
      const from = relay.log.length;
      expect(blackHole()).toBeGreaterThan(0);
      const noticed = (await relay.said(lost, from)).readAtMs;
      await world.until(
        `NOT EXISTS (SELECT FROM domain_events WHERE processed_at IS NULL
           AND created_at <= to_timestamp(${noticed} / 1000.0))`,
        60_000,
      );
      const healedAfterMs = Date.now() - at;
      await world.until('(SELECT count(*) FROM workflow_dispatch) < 3', 60_000);
      return { at, noticed, noticedMs: noticed - at, healedMs: healedAfterMs };
    };

    const listen: Broken[] = [];
    const pool: Broken[] = [];
    const grpc: Broken[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = relay.log.length;
      const notListening = () => postgres.setFlow('black hole', isListening);
      listen.push(await breakAndHeal(notListening, /^not listening/));
      await relay.said('listening', from);
      const noPool = () => postgres.setFlow('black hole', (one) => !isListening(one));
      pool.push(await breakAndHeal(noPool, 'database cannot be used'));
      // What its deadline makes of a call depends on whether the next one goes through.
      const noGrpc = () => temporal.setFlow('black hole');
      grpc.push(await breakAndHeal(noGrpc, /^(suspended|workflow not started)$/));
    }
    await load.stop();
    const drainedMs = await world.untilDispatched(20_000);
    const meanwhileMs = await worstWaitWhile(world, listen);
    figures({
      'LISTEN noticed ms': worst(listen, 'noticedMs'),
      'pool noticed ms': worst(pool, 'noticedMs'),
      'pool healed ms': worst(pool, 'healedMs'),
      'gRPC noticed ms': worst(grpc, 'noticedMs'),
      'gRPC healed ms': worst(grpc, 'healedMs'),
      'worst wait without LISTEN ms': meanwhileMs,
      'drained ms': drainedMs,
      ...(await world.compare()),
    });
    for (const kind of [listen, pool, grpc]) {
      expect(worst(kind, 'noticedMs')).toBeLessThan(noticedMs);
    }
    expect(worst(pool, 'healedMs')).toBeLessThan(healedMs);
    expect(meanwhileMs).toBeLessThan(sweepMs);
  },
);

interface Broken {
  readonly at: number;
  readonly noticed: number;
  readonly noticedMs: number;
  readonly healedMs: number;
}

function worst(broken: readonly Broken[], what: 'noticedMs' | 'healedMs'): number {
  return Math.max(...broken.map((one) => one[what]));
}

/** Of the events that were committed while nobody listened. */
async function worstWaitWhile(world: World, broken: readonly Broken[]): Promise<number> {
  const deliveries = await listDeliveries(world.admin, world.ledger);
  const meanwhile = deliveries.filter(({ committedMs }) =>
    broken.some(({ at, noticed }) => committedMs >= at && committedMs < noticed),
  );
  return Math.max(...meanwhile.map((one) => waitOf(one)));
}

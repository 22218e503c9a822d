import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { type GrpcRule, passOn, startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';

const takeoverMs = 5_000;
const never = new Promise<never>(() => {});

faultTest(
  {
    number: 1,
    fault: 'kill -9 before the RPC, after it, during the acknowledgement',
    quick: { events: 5 },
    full: { events: 20 },
    timeoutS: { full: 60 },
  },
  async ({ events }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    await slowAcknowledgements(world);
    const heir = await world.startRelay();

    /** The doomed relay gets the events to itself; its heir is let go when it is dead. */
    const takeOver = async (rule: GrpcRule, point: Promise<unknown>): Promise<number> => {
      proxy.rule = rule;
      const doomed = await world.startRelay({ TEMPORAL_ADDRESS: proxy.address });
      heir.kill('SIGSTOP');
      await world.commit({ count: events });
      await point;
      doomed.kill('SIGKILL');
      await doomed.exited;
      heir.kill('SIGCONT');
      return world.untilDispatched(10_000);
    };

    const before = Promise.withResolvers<void>();
    const beforeRpc = await takeOver(async (call, forward) => {
      if (!isStart(call)) return forward();
      before.resolve();
      return never;
    }, before.promise);

    const after = Promise.withResolvers<void>();
    const afterRpc = await takeOver(async (call, forward) => {
      const answer = await forward();
      if (!isStart(call)) return answer;
      after.resolve();
      return never;
    }, after.promise);

    await world.admin.query('ALTER TABLE domain_events ENABLE TRIGGER slow_acknowledgement');
    const duringAcknowledgement = await takeOver(
      passOn,
      world.until(
        "EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND application_name LIKE 'a4c-relay%')",
        10_000,
      ),
    );
    figures({
      'taken over before the RPC ms': beforeRpc,
      'after it ms': afterRpc,
      'during the acknowledgement ms': duringAcknowledgement,
      ...(await world.compare()),
    });
    expect(Math.max(beforeRpc, afterRpc, duringAcknowledgement)).toBeLessThan(takeoverMs);
  },
);

faultTest(
  {
    number: 1,
    fault: 'kill -9 at random points',
    quick: { kills: 4, 'events/s': 20 },
    full: { kills: 50, 'events/s': 30 },
    timeoutS: { quick: 90, full: 600 },
  },
  async ({ kills, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const { ledger } = world;
    let doomed = await world.startRelay();
    await world.startRelay();
    const load = world.startLoad({ perSecond });
    const killedAt: number[] = [];
    for (let round = 1; round <= kills; round += 1) {
      await load.committed(ledger.committed.size + Math.ceil(Math.random() * perSecond));
      doomed.kill('SIGKILL');
      await doomed.exited;
      killedAt.push(Date.now());
      doomed = await world.startRelay();
    }
    await load.stop();
    const drainedMs = await world.untilDispatched(10_000);
    const deliveries = await listDeliveries(world.admin, ledger);
    const worst = Math.max(...deliveries.map((delivery) => waitOf(delivery, killedAt)));
    figures({ 'worst takeover ms': worst, 'drained ms': drainedMs, ...(await world.compare()) });
    expect(worst).toBeLessThan(takeoverMs);
  },
);

/** Makes acknowledgements last long enough to die in one; off until it is enabled. */
async function slowAcknowledgements(world: World): Promise<void> {
  await world.admin.query(`
    CREATE FUNCTION slow_acknowledgement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END $$;
    CREATE TRIGGER slow_acknowledgement BEFORE UPDATE ON domain_events
      FOR EACH ROW EXECUTE FUNCTION slow_acknowledgement();
    ALTER TABLE domain_events DISABLE TRIGGER slow_acknowledgement`);
}

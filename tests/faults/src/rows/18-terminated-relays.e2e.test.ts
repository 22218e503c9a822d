import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart } from '../proxies/temporal-calls.ts';
import { createWorld } from '../world/create-world.ts';

/** Deadline of a call, and what a relay may need besides. */
const exitMs = 5_000 + 1_000;

faultTest(
  {
    number: 18,
    fault: 'SIGTERM under load',
    quick: { times: 4, 'events/s': 20 },
    full: { times: 20, 'events/s': 30 },
    timeoutS: { quick: 90, full: 300 },
  },
  async ({ times, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const { ledger } = world;
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    let starts = 0;
    let answering = 0;
    // From at once to longer than a claim lasts, so that calls are in flight at every signal.
    proxy.rule = async (call, forward) => {
      if (!isStart(call)) return forward();
      starts += 1;
      answering += 1;
      await pause(Math.random() * 600);
      const answer = await forward();
      answering -= 1;
      return answer;
    };
    const load = world.startLoad({ perSecond });
    const exits: number[] = [];
    let inFlight = 0;
    for (let nth = 0; nth < times; nth += 1) {
      const relay = await world.startRelay({ TEMPORAL_ADDRESS: proxy.address });
      await load.committed(ledger.committed.size + perSecond);
      inFlight += answering;
      const at = performance.now();
      relay.kill('SIGTERM');
      expect(await relay.exited).toEqual({ code: 0, signal: null });
      exits.push(performance.now() - at);
    }
    await load.stop();
    await world.startRelay({ TEMPORAL_ADDRESS: proxy.address });
    await world.untilDispatched(30_000);
    const endings = await world.compare();
    figures({
      'slowest exit ms': Math.max(...exits),
      'calls in flight at the signals': inFlight,
      'calls repeated': starts - endings.events,
      ...endings,
    });
    expect(inFlight).toBeGreaterThan(0);
    expect(Math.max(...exits)).toBeLessThan(exitMs);
  },
);

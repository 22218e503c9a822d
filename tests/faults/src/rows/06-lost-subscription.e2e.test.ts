import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { startPostgresProxy } from '../proxies/postgres-proxy.ts';
import { createWorld } from '../world/create-world.ts';

/** One second, and one of sweeping. */
const waitMs = 2_000;

faultTest(
  {
    number: 6,
    fault: 'UNLISTEN *, then dropped notifications',
    quick: { rounds: 1, 'dropped s': 4, 'events/s': 2 },
    full: { rounds: 5, 'dropped s': 20, 'events/s': 2 },
    timeoutS: { full: 200 },
  },
  async ({ rounds, 'dropped s': droppedS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startPostgresProxy(world.postgres.port));
    const relay = await world.startRelay({
      DATABASE_URL: proxy.through(world.postgres.urlFor('relay')),
    });
    // Few enough for the relay to sleep between two events.
    const load = world.startLoad({ perSecond, sessions: 1, rhythm: 'random' });
    const healedMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const at = Date.now();
      const from = relay.log.length;
      await proxy.runInListener('UNLISTEN *');
      healedMs.push((await relay.said('listening', from)).readAtMs - at);
    }
    proxy.dropNotifications = true;
    await pause(droppedS * 1_000);
    proxy.dropNotifications = false;
    await load.stop();
    await world.untilDispatched(waitMs);
    const waits = (await listDeliveries(world.admin, world.ledger)).map((one) => waitOf(one));
    figures({
      'healed ms (worst)': Math.max(...healedMs),
      'notifications dropped': proxy.droppedNotifications,
      'worst wait ms': Math.max(...waits),
      ...(await world.compare()),
    });
    expect(proxy.droppedNotifications).toBeGreaterThan(0);
    expect(Math.max(...healedMs)).toBeLessThan(5_000);
    expect(Math.max(...waits)).toBeLessThan(waitMs);
  },
);

import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { insertEvents } from '../load/insert-events.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { createWorld, type World } from '../world/create-world.ts';

faultTest(
  {
    number: 14,
    fault: 'transactions that commit out of order, late',
    quick: { transactions: 10, 'late s': 5, 'events/s': 20 },
    full: { transactions: 40, 'late s': 10, 'events/s': 30 },
    timeoutS: { full: 90 },
  },
  async ({ transactions, 'late s': lateS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    await world.startRelay();
    const load = world.startLoad({ perSecond });
    // The last one to begin commits first: each has a lower number than what was delivered before.
    const late = await Promise.all(
      Array.from({ length: transactions }, async (_, nth) =>
        commitLate(world, ((transactions - nth) / transactions) * lateS * 1_000),
      ),
    );
    await load.stop();
    await world.untilDispatched(10_000);
    const deliveries = await listDeliveries(world.admin, world.ledger);
    const ids = new Set(late);
    const waits = deliveries.filter(({ id }) => ids.has(id)).map((one) => waitOf(one));
    figures({
      'worst wait after the late COMMIT ms': Math.max(...waits),
      'worst wait of all ms': Math.max(...deliveries.map((one) => waitOf(one))),
      ...(await world.compare()),
    });
    expect(waits.length).toBe(transactions);
    expect(Math.max(...waits)).toBeLessThan(5_000);
  },
);

/** Inserts at once, commits so much later. Resolves with the event's id. */
async function commitLate(world: World, lateMs: number): Promise<string> {
  const client = new Client({ connectionString: world.postgres.urlFor('service') });
  await client.connect();
  const id = crypto.randomUUID();
  await client.query('BEGIN');
  await insertEvents(client, [id]);
  await pause(lateMs);
  await client.query('COMMIT');
  world.ledger.committed.set(id, Date.now());
  await client.end();
  return id;
}

import { Pool } from 'pg';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 23,
    fault: 'an operator reprocesses events while relays acknowledge them',
    quick: { times: 150, events: 20, relays: 2 },
    full: { times: 1_000, events: 40, relays: 3 },
    timeoutS: { quick: 60, full: 180 },
  },
  async ({ times, events, relays }, figures) => {
    await using world = await createWorld();
    const running = await Promise.all(
      Array.from({ length: relays }, async () => world.startRelay()),
    );
    const operator = new Pool({ connectionString: world.postgres.urlFor('operator'), max: 4 });
    const ids = await world.commit({ count: events });
    let done = 0;
    const reprocess = async (): Promise<void> => {
      while (done < times) {
        done += 1;
        const id = ids[Math.floor(Math.random() * ids.length)];
        // Rejects with what the operator would see.
        await operator.query(
          `UPDATE domain_events SET processed_at = NULL, retry_count = 0, processing_error = NULL
           WHERE id = $1`,
          [id],
        );
      }
    };
    await Promise.all(Array.from({ length: 4 }, reprocess));
    await operator.end();
    await world.untilDispatched(60_000);
    const { rows } = await world.admin.query<{ deadlocks: number; queued: number }>(
      `SELECT deadlocks::int, (SELECT count(*)::int FROM workflow_requeue) AS queued
       FROM pg_stat_database WHERE datname = current_database()`,
    );
    const { deadlocks = -1, queued = 0 } = rows[0] ?? {};
    const troubled = running.flatMap((relay) => relay.log.filter(({ level }) => level >= 50));
    figures({ deadlocks, 'queued again': queued, ...(await world.compare()) });
    expect(deadlocks).toBe(0);
    expect(troubled).toEqual([]);
  },
);

import { randomUUID } from 'node:crypto';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listStartTimes } from '../oracle/list-workflows.ts';
import { type GrpcRule, startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart, startOf, status } from '../proxies/temporal-calls.ts';
import { createWorld, type World } from '../world/create-world.ts';

faultTest(
  {
    number: 15,
    fault: 'ordered route, three relays, random failures, lost answers, poison, one kill -9',
    quick: { aggregates: 20, 'events of each': 10, 'failures %': 5 },
    full: { aggregates: 1_000, 'events of each': 50, 'failures %': 5 },
    timeoutS: { quick: 120, full: 2_400 },
  },
  async ({ aggregates, 'events of each': each, 'failures %': failures }, figures) => {
    await using world = await createWorld();
    await world.admin.query(
      `UPDATE workflow_route SET ordered = true, workflow_id_template = '{event_id}'
       WHERE event_type = 'organization.bootstrap_initiated'`,
    );
    // One event in the middle of some aggregates never starts: its followers go on without it.
    const cursed = new Set(Array.from({ length: Math.ceil(aggregates / 20) }, () => randomUUID()));
    const proxy = world.use(await startGrpcProxy(world.temporal.address, fail(failures, cursed)));
    const env = {
      TEMPORAL_ADDRESS: proxy.address,
      A4C_RELAY_BASE_BACKOFF_MS: '20',
      A4C_RELAY_MAX_BACKOFF_MS: '200',
    };
    const [doomed] = await Promise.all([1, 2, 3].map(async () => world.startRelay(env)));
    const ids = Array.from({ length: aggregates }, () => randomUUID());
    const total = aggregates * each;
    const load = world.startLoad({
      sessions: 8,
      perSecond: 2 * total,
      perCommit: 2,
      shape: () => ({ aggregateId: ids[Math.floor(Math.random() * ids.length)] ?? '' }),
    });
    await load.committed(total / 2);
    for (const id of cursed) {
      const aggregateId = ids[Math.floor(Math.random() * ids.length)] ?? '';
      await world.commit({ ids: [id], aggregateId });
    }
    doomed?.kill('SIGKILL');
    await load.committed(total);
    await load.stop();
    await world.untilDispatched(2_000_000);
    const endings = await world.compare();
    const { pairs, disorders } = await compareOrder(world);
    figures({ 'followers started': pairs, 'out of order': disorders, ...endings });
    expect(disorders).toBe(0);
    expect(endings.deadLettered).toBe(cursed.size);
  },
);

/** Refuses or loses some calls, and always those of some events. */
function fail(percent: number, cursed: ReadonlySet<string>): GrpcRule {
  return async (call, forward) => {
    if (!isStart(call)) return forward();
    const isUnlucky = Math.random() * 100 < percent;
    if (cursed.has(startOf(call).requestId) || (isUnlucky && Math.random() < 0.5)) {
      return { status: status.internal, message: 'shard status unknown' };
    }
    const answer = await forward();
    return isUnlucky ? { status: status.unavailable, message: 'answer lost' } : answer;
  };
}

/** How many events were started after another one of their aggregate, and how many of them too early. */
async function compareOrder(world: World): Promise<{ pairs: number; disorders: number }> {
  const startedAt = await listStartTimes(world.connection);
  const { rows } = await world.admin.query<{ aggregate_id: string; workflow_id: string }>(
    `SELECT aggregate_id, event_metadata->>'workflow_id' AS workflow_id FROM domain_events
     WHERE event_metadata ? 'workflow_id' ORDER BY aggregate_id, sequence_number`,
  );
  let pairs = 0;
  let disorders = 0;
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before === undefined || before.aggregate_id !== row.aggregate_id) continue;
    pairs += 1;
    const earlier = startedAt.get(before.workflow_id) ?? Number.POSITIVE_INFINITY;
    if (earlier >= (startedAt.get(row.workflow_id) ?? 0)) disorders += 1;
  }
  return { pairs, disorders };
}

import { once } from 'node:events';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { type GrpcAnswer, startGrpcProxy } from '../proxies/grpc-proxy.ts';
import { isStart, runIdIn, startOf } from '../proxies/temporal-calls.ts';
import { createWorld } from '../world/create-world.ts';

faultTest(
  {
    number: 8,
    fault: 'start succeeds, answer lost or never given, the workflow closes meanwhile',
    quick: { events: 20 },
    full: { events: 400 },
    timeoutS: { quick: 60, full: 200 },
  },
  async ({ events }, figures) => {
    await using world = await createWorld();
    const proxy = world.use(await startGrpcProxy(world.temporal.address));
    /** Workflow id → the run that the lost answer named. */
    const originals = new Map<string, string | undefined>();
    let closed = 0;
    proxy.rule = async (call, forward) => {
      if (!isStart(call)) return forward();
      const { workflowId } = startOf(call);
      const answer = await forward();
      if (originals.has(workflowId)) return answer;
      originals.set(workflowId, runIdIn(answer));
      // Every other one has ended before the relay asks again.
      if (originals.size % 2 === 0) {
        await world.connection.workflowService.terminateWorkflowExecution({
          namespace: 'default',
          workflowExecution: { workflowId },
        });
        closed += 1;
      }
      return originals.size % 4 < 2 ? 'lost' : silence(call.signal);
    };
    await world.startRelay({ TEMPORAL_ADDRESS: proxy.address, A4C_RELAY_RPC_TIMEOUT_MS: '2000' });
    await world.commit({ count: events });
    await world.untilDispatched(120_000);

    const { rows } = await world.admin.query<{ workflow_id: string; run_id: string }>(
      `SELECT event_metadata->>'workflow_id' AS workflow_id,
         event_metadata->>'workflow_run_id' AS run_id FROM domain_events`,
    );
    const stored = new Map(rows.map(({ workflow_id, run_id }) => [workflow_id, run_id]));
    figures({
      'answers lost': originals.size,
      'closed meanwhile': closed,
      ...(await world.compare()),
    });
    expect(originals.size).toBe(events);
    expect(stored).toEqual(originals);
  },
);

/** Says nothing until the caller has given up. */
async function silence(signal: AbortSignal): Promise<GrpcAnswer> {
  if (!signal.aborted) await once(signal, 'abort');
  return 'lost';
}

import { randomUUID } from 'node:crypto';

import { type GrpcProxy, startGrpcProxy } from './grpc-proxy.ts';
import { isStart, startAnswer, startOf } from './temporal-calls.ts';

/** Starts workflows in name only, at once, and knows which. */
export interface TemporalStandIn extends Omit<GrpcProxy, 'rule'> {
  /** Workflow id → the one run. */
  readonly runs: ReadonlyMap<string, string>;
  /** Starts of a workflow id under a request id that had not started it. */
  readonly attached: number;
}

/**
 * For faults of the database at rates that a development server does not reach beside it on one
 * machine. Request ids mean what they mean to Temporal; workflows never close.
 */
export async function startTemporalStandIn(): Promise<TemporalStandIn> {
  const runs = new Map<string, string>();
  const requests = new Map<string, string>();
  let attached = 0;
  const proxy = await startGrpcProxy(undefined, async (call) => {
    if (!isStart(call)) return { status: 'ok', body: Buffer.alloc(0) };
    const { workflowId, requestId } = startOf(call);
    const runId = runs.get(workflowId);
    if (runId === undefined) {
      const newRunId = randomUUID();
      runs.set(workflowId, newRunId);
      requests.set(workflowId, requestId);
      return startAnswer(newRunId, true);
    }
    const isRepeat = requests.get(workflowId) === requestId;
    if (!isRepeat) attached += 1;
    return startAnswer(runId, isRepeat);
  });
  return {
    address: proxy.address,
    counts: proxy.counts,
    [Symbol.asyncDispose]: proxy[Symbol.asyncDispose],
    runs,
    get attached() {
      return attached;
    },
  };
}

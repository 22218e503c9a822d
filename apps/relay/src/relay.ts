import { randomUUID } from 'node:crypto';

import type { Readiness } from '@a4c/service';

import type { RelayConfig } from './config.ts';
import type { RelayProcess } from './control/instance-row.ts';
import type { RelayGauges } from './gauges.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { type RunningRelay, runRelay } from './running-relay.ts';
import type { Starter } from './starting/starter.ts';

/** Besides the deadline of the calls in flight, what writing their answers may take when stopping. */
const stopMarginMs = 800;

export interface Relay {
  /** Drawn for this process; the key of its row in `relay_instance`. */
  readonly id: string;
  /** What happens in it. Subscribe before `start`. */
  readonly lifecycle: Lifecycle;
  /** Returns at once; connects, catches up and goes on until `stop`. */
  start(): void;
  readiness(): Readiness;
  /** How it is at this moment; undefined before `start`. */
  gauges(): RelayGauges | undefined;
  /** Claims no more, waits for the calls in flight, writes their answers. The starter stays as it is. */
  stop(): Promise<void>;
}

/**
 * Turns dispatch rows into workflows. Promises: a committed event of a routed type ends as exactly
 * one workflow or one dead letter, however often this process dies; several relays share the work.
 * Order is kept among the events of an aggregate whose route asks for it, else it is not promised.
 */
export function createRelay(
  config: RelayConfig,
  starter: Starter,
  process: RelayProcess = { host: '', pid: 0, version: '' },
): Relay {
  const id = randomUUID();
  const lifecycle = createLifecycle();
  let running: RunningRelay | undefined;
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    if (running === undefined) return;
    // A server that answers nothing must not keep the relay: what is unwritten is done again.
    const deadlineMs = config.rpcTimeoutMs + stopMarginMs;
    await Promise.race([running.drain(), unreferencedPause(deadlineMs)]);
  }

  return {
    id,
    lifecycle,
    start() {
      running ??= runRelay({ id, process, config, starter, lifecycle });
    },
    readiness: () =>
      running?.readiness() ?? { ready: false, reasons: ['The relay has not started.'] },
    gauges: () => running?.gauges(),
    stop: () => (stopped ??= stop()),
  };
}

function unreferencedPause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

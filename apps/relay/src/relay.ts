import { randomUUID } from 'node:crypto';

import type { RelayInstance } from '@a4c/database';
import type { Readiness } from '@a4c/service';

import { createLateAnswers } from './acknowledging/late-answers.ts';
import { createBatchSize } from './claiming/batch-size.ts';
import { catchUp } from './claiming/catch-up.ts';
import { createClaimRound } from './claiming/claim-round.ts';
import { createClaimer } from './claiming/claimer.ts';
import { type Lane, startLane } from './claiming/lane.ts';
import { createQueueOrder } from './claiming/queue-order.ts';
import { createRest } from './claiming/rest.ts';
import { createSweeper } from './claiming/sweeper.ts';
import type { RelayConfig } from './config.ts';
import { startControl } from './control/control.ts';
import { countRates } from './control/rates.ts';
import { createSessions } from './database/sessions.ts';
import type { RelayGauges } from './gauges.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createGate } from './listening/gate.ts';
import { startListener } from './listening/listener.ts';
import { createWakeSignal } from './listening/wake-signal.ts';
import { readinessOf } from './readiness.ts';
import { createLauncher } from './starting/launcher.ts';
import type { Starter } from './starting/starter.ts';
import { createSuspension } from './starting/suspension.ts';

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

/** How the process names itself in `relay_instance`. */
export interface RelayProcess {
  readonly host: string;
  readonly pid: number;
  readonly version: string;
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
  const suspension = createSuspension(lifecycle);
  const launcher = createLauncher(starter, config, lifecycle, suspension);
  let running: ReturnType<typeof run> | undefined;
  let stopped: Promise<void> | undefined;

  function run() {
    const stopping = new AbortController();
    const sessions = createSessions(config.databaseUrl);
    const pool = sessions.createPool((reason) => lifecycle.emit('databaseLost', { reason }));
    const rates = countRates(lifecycle);
    const wakeSignal = createWakeSignal();
    const gate = createGate(lifecycle);
    const sweeper = createSweeper(config.sweepIntervalMs);
    const queues = createQueueOrder();
    const batch = createBatchSize(
      config.maxBatch,
      () => launcher.windowSize,
      (size) => lifecycle.emit('batch', { size }),
    );

    function lookThoroughly(): void {
      sweeper.require();
      wakeSignal.wake();
    }
    lifecycle
      .on('resumed', () => wakeSignal.wake())
      .on('databaseBack', lookThoroughly)
      .on('recovered', lookThoroughly);

    const lateAnswers = createLateAnswers(pool, config, lifecycle, () => wakeSignal.wake());
    const listener = startListener(lifecycle, gate, {
      open: (onLost) => sessions.open('listen', onLost),
      // Only what can be claimed from is worth listening to.
      notify: async (...notification) => {
        await control.isKnown;
        await pool.query('SELECT pg_notify($1, $2)', notification);
      },
      onListening: lookThoroughly,
      onLost: lookThoroughly,
      onNotification: (payload) => {
        if (payload !== id) claimer.notified();
      },
    });
    const control = startControl({
      pool,
      lifecycle,
      state: (): RelayInstance => {
        const { claimed, started, failed } = rates();
        const { isListening, gate: gateState, breaker, window, inFlight, batchSize } = gauges();
        return {
          id,
          ...process,
          listen_state: isListening ? 'listening' : 'sweeping',
          gate: gateState,
          breaker,
          breaker_reason: suspension.reason ?? null,
          window,
          in_flight: inFlight,
          batch: batchSize,
          claimed_per_second: claimed,
          started_per_second: started,
          failed_per_second: failed,
          draining: stopping.signal.aborted,
        };
      },
      onQueues: (found) => {
        if (queues.update(found)) lookThoroughly();
      },
      onUnpaused: lookThoroughly,
    });
    const { maxInputBytes } = config;
    const round = createClaimRound({
      queues,
      sweeper,
      lifecycle,
      maxEventBytes: 2 * maxInputBytes,
    });
    const rest = createRest({ gate, wakeSignal, sweeper, isListening: () => listener.isListening });
    const claimer = createClaimer({
      instanceId: id,
      lifecycle,
      round,
      queues,
      rest,
      sweeper,
      batch,
      launcher,
      suspension,
      control,
      gate,
      wakeSignal,
    });
    const laneParts = { config, sessions, lifecycle, claimer, queues, batch, launcher, suspension };
    const lanes = Array.from({ length: config.lanes }, (_, index) =>
      startLane(index + 1, { ...laneParts, lateAnswers, stopping: stopping.signal }),
    );
    // Opens the channel before the first event needs it, and tells a wrong configuration at once.
    void launcher.probe();
    const caughtUp = control.isKnown.then(() => catchUp(pool, lifecycle, stopping.signal));

    function gauges(): RelayGauges {
      return {
        isListening: listener.isListening,
        isPaused: control.isPaused,
        gate: gate.state,
        breaker: suspension.cause ?? 'closed',
        window: launcher.windowSize,
        inFlight: launcher.inFlight,
        batchSize: batch.size,
        unwrittenAnswers: lateAnswers.waiting,
        siblings: control.siblings,
      };
    }

    async function drain(): Promise<void> {
      stopping.abort();
      claimer.stop();
      launcher.stop();
      await Promise.all([listener.stop(), ...lanes.map((lane) => lane.ended), caughtUp]);
      await launcher.drained();
      await lateAnswers.drained();
      await control.stop();
      await pool.end();
    }

    return {
      drain,
      gauges,
      readiness: () =>
        readinessOf({
          databaseTrouble: control.trouble ?? troubleOfAll(lanes),
          isListening: listener.isListening,
          isPaused: control.isPaused,
          suspension,
        }),
    };
  }

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
      running ??= run();
    },
    readiness: () =>
      running?.readiness() ?? { ready: false, reasons: ['The relay has not started.'] },
    gauges: () => running?.gauges(),
    stop: () => (stopped ??= stop()),
  };
}

/** Only when no lane can work; one that is being replaced delays nobody. */
function troubleOfAll(lanes: readonly Lane[]): string | undefined {
  return lanes.every((lane) => lane.trouble !== undefined) ? lanes[0]?.trouble : undefined;
}

function unreferencedPause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

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
import { instanceRow, type RelayProcess } from './control/instance-row.ts';
import { countRates } from './control/rates.ts';
import { createSessions } from './database/sessions.ts';
import type { RelayGauges } from './gauges.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createGate } from './listening/gate.ts';
import { startListener } from './listening/listener.ts';
import { createWakeSignal } from './listening/wake-signal.ts';
import { readinessOf } from './readiness.ts';
import { createLauncher } from './starting/launcher.ts';
import type { Starter } from './starting/starter.ts';
import { createSuspension } from './starting/suspension.ts';

/** A relay from its start on. */
export interface RunningRelay {
  gauges(): RelayGauges;
  readiness(): Readiness;
  /** Claims no more, and resolves when every answer is written and every connection closed. */
  drain(): Promise<void>;
}

/** Makes the parts of a relay, tells each of the others that it needs, and starts them. */
export function runRelay(relay: {
  readonly id: string;
  readonly process: RelayProcess;
  readonly config: RelayConfig;
  readonly starter: Starter;
  readonly lifecycle: Lifecycle;
}): RunningRelay {
  const { id, process, config, lifecycle } = relay;
  const stopping = new AbortController();
  const suspension = createSuspension(lifecycle);
  const launcher = createLauncher(relay.starter, config, lifecycle, suspension);
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
    state: () =>
      instanceRow({
        id,
        process,
        gauges: gauges(),
        rates: rates(),
        breakerReason: suspension.reason,
        draining: stopping.signal.aborted,
      }),
    onQueues: (found) => {
      if (queues.update(found)) lookThoroughly();
    },
    onUnpaused: lookThoroughly,
    relayStops: stopping.signal,
  });
  const maxEventBytes = 2 * config.maxInputBytes;
  const round = createClaimRound({ queues, sweeper, lifecycle, maxEventBytes });
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

  return {
    gauges,
    readiness: () =>
      readinessOf({
        databaseTrouble: control.trouble ?? troubleOfAll(lanes),
        isListening: listener.isListening,
        isPaused: control.isPaused,
        suspension,
      }),
    async drain() {
      stopping.abort();
      claimer.stop();
      launcher.stop();
      await Promise.all([listener.stop(), ...lanes.map((lane) => lane.ended), caughtUp]);
      await launcher.drained();
      await lateAnswers.drained();
      await control.stop();
      await pool.end();
    },
  };
}

/** Only when no lane can work; one that is being replaced delays nobody. */
function troubleOfAll(lanes: readonly Lane[]): string | undefined {
  return lanes.every((lane) => lane.trouble !== undefined) ? lanes[0]?.trouble : undefined;
}

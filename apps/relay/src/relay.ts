import { recoverMissingDispatch } from '@a4c/database';
import type { Readiness } from '@a4c/service';
import { Pool } from 'pg';

import type { RelayConfig } from './config.ts';
import { sessionSettings } from './database-session.ts';
import { startLane } from './lane.ts';
import { createLateAnswers } from './late-answers.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { startListener } from './listener.ts';
import { createRpcWindow } from './rpc-window.ts';
import { createStarter } from './starter.ts';
import { createSuspension } from './suspension.ts';
import type { TemporalConnection } from './temporal-connection.ts';
import { createWakeSignal } from './wake-signal.ts';

/** Besides the deadline of the calls in flight, what writing their answers may take when stopping. */
const stopMarginMs = 800;

export interface Relay {
  /** What happens in it. Subscribe before `start`. */
  readonly lifecycle: Lifecycle;
  /** Returns at once; connects, catches up and goes on until `stop`. */
  start(): void;
  readiness(): Readiness;
  /** Claims no more, waits for the calls in flight, writes their answers. The connection to Temporal stays open. */
  stop(): Promise<void>;
}

/**
 * Turns dispatch rows into workflows. Promises: a committed event of a routed type ends as exactly
 * one workflow or one dead letter, however often this process dies; several relays share the work.
 * Does not promise order.
 */
export function createRelay(config: RelayConfig, temporal: TemporalConnection): Relay {
  const lifecycle = createLifecycle();
  const wakeSignal = createWakeSignal();
  const suspension = createSuspension(lifecycle);
  const starter = createStarter(temporal, config, lifecycle, suspension);
  lifecycle.on('resumed', () => wakeSignal.wakeAll());
  let stopParts: (() => Promise<void>) | undefined;
  let stopped: Promise<void> | undefined;
  let readiness = notStarted;

  function start(): void {
    const pool = new Pool({
      connectionString: config.databaseUrl,
      application_name: 'a4c-relay answers',
      keepAlive: true,
      max: 2,
      connectionTimeoutMillis: 5_000,
      query_timeout: 8_000,
      // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits it; its type does not say so
      onConnect: async (client) => {
        // The pool listens for the errors of idle clients only.
        client.on('error', (error) => lifecycle.emit('databaseLost', { reason: error.message }));
        await client.query(sessionSettings);
      },
    });
    pool.on('error', ignore);
    // Opens the channel before the first event needs it, and tells a wrong configuration at once.
    void starter.probe();
    const lateAnswers = createLateAnswers(pool, config, lifecycle);
    const listener = startListener(config.databaseUrl, pool, lifecycle, () => wakeSignal.wake());
    const parts = {
      config,
      lifecycle,
      starter,
      suspension,
      wakeSignal,
      lateAnswers,
      rpcWindow: createRpcWindow(config.lanes * config.batchSize),
      isListening: () => listener.isListening,
    };
    const lanes = Array.from({ length: config.lanes }, (_, index) =>
      startLane(`lane ${index + 1}`, parts),
    );
    // Once, as soon as a claim has worked; again after the next claim if that failed.
    let caughtUp: Promise<boolean> | undefined;
    const catchUpOnce = async (): Promise<void> => {
      caughtUp ??= catchUp(pool);
      if (!(await caughtUp)) caughtUp = undefined;
    };
    lifecycle.on('claimed', () => void catchUpOnce()).on('idle', () => void catchUpOnce());

    readiness = () =>
      readinessOf({
        isConnected: lanes.some((lane) => lane.isConnected),
        isListening: listener.isListening,
        suspension,
      });
    stopParts = async () => {
      const drained = Promise.all([listener.stop(), ...lanes.map((lane) => lane.stop())])
        .then(() => lateAnswers.drained())
        .then(() => pool.end());
      // A server that answers nothing must not keep the relay: what is unwritten is done again.
      await Promise.race([drained, unreferencedPause(config.rpcTimeoutMs + stopMarginMs)]);
    };
  }

  async function catchUp(pool: Pool): Promise<boolean> {
    try {
      const client = await pool.connect();
      const count = await recoverMissingDispatch(client).finally(() => client.release());
      if (count > 0) {
        lifecycle.emit('recovered', { count });
        wakeSignal.wakeAll();
      }
      return true;
    } catch (error) {
      lifecycle.emit('databaseLost', {
        reason: error instanceof Error ? error.message : String(error),
      });
      return false;
    }
  }

  return {
    lifecycle,
    start,
    readiness: () => readiness(),
    stop: async () => (stopped ??= stopParts?.()),
  };
}

function notStarted(): Readiness {
  return { ready: false, reasons: ['The relay has not started.'] };
}

function readinessOf(state: {
  readonly isConnected: boolean;
  readonly isListening: boolean;
  readonly suspension: { readonly cause: string | undefined; readonly reason: string | undefined };
}): Readiness {
  const reasons: string[] = [];
  if (!state.isConnected) reasons.push('No session to the database. See DATABASE_URL and the log.');
  const { cause, reason = '' } = state.suspension;
  if (cause === 'outage') reasons.push(`Temporal does not answer: ${reason}`);
  if (cause === 'configuration') {
    reasons.push(
      `Temporal refuses this relay (${reason}). Check TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS.`,
    );
  }
  const ready = reasons.length === 0;
  // Not a reason to be taken out of service: events are found by looking instead.
  if (!state.isListening) reasons.push('Notifications do not arrive; looking for work instead.');
  return { ready, reasons };
}

function unreferencedPause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** An idle client's error: its own listener has told it. */
function ignore(): void {}

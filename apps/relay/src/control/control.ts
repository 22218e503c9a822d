import { setTimeout as pause } from 'node:timers/promises';

import {
  type ClaimQueue,
  findUnroutedTypes,
  readQueues,
  readRelayControl,
  type RelayInstance,
  removeRelayInstance,
  reportRelayInstance,
} from '@a4c/database';
import type { Pool, PoolClient } from 'pg';

import { databaseTrouble } from '../database/database-trouble.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { findClockSkew } from './clock-skew.ts';

/** How often to read what operators ask for and to tell how the relay is. */
const tickMs = 1_000;
/** Before the first answer of the database nothing can be claimed: ask again soon. */
const firstTickMs = 200;
/** How often to look for what only people can mend. */
const checkMs = 60_000;

/** What operators ask of this relay, and what it tells them, through tables. */
export interface Control {
  /** Resolves when the database was asked once, or the relay stops. */
  readonly isKnown: Promise<void>;
  readonly isPaused: boolean;
  /** Other relays that were alive within seconds. */
  readonly siblings: number;
  /** A claim has seen for itself whether the relay is paused. */
  observe(isPaused: boolean): void;
  /** Why the last tick failed, if it did, or that there was none yet. */
  readonly trouble: string | undefined;
  /** Says goodbye. */
  stop(): Promise<void>;
}

export interface ControlParts {
  readonly pool: Pool;
  readonly lifecycle: Lifecycle;
  /** How the relay is now. */
  readonly state: () => RelayInstance;
  readonly onQueues: (queues: readonly ClaimQueue[]) => void;
  readonly onUnpaused: () => void;
  /** The relay stops: nobody waits for the database's first answer any more. `stop` comes later. */
  readonly relayStops: AbortSignal;
}

/** Ticks once a second, on its own, so that a pause survives a restart and a lost connection alike. */
export function startControl({
  pool,
  lifecycle,
  state,
  onQueues,
  onUnpaused,
  relayStops,
}: ControlParts): Control {
  const known = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let isPaused = false;
  let siblings = 0;
  let trouble: string | undefined = 'not asked yet';
  let isAnswered = false;
  let checkedAtMs = Number.NEGATIVE_INFINITY;

  function observe(next: boolean): void {
    if (next === isPaused) return;
    isPaused = next;
    lifecycle.emit(isPaused ? 'paused' : 'unpaused');
    if (!isPaused) onUnpaused();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await withClient(tick);
      } catch (error) {
        const reason = databaseTrouble(error);
        if (trouble !== reason) lifecycle.emit('databaseLost', { reason });
        trouble = reason;
      }
      const ms = isAnswered ? tickMs : firstTickMs;
      await pause(ms, undefined, { signal: stopping.signal }).catch(ignore);
    }
  }

  async function tick(client: PoolClient): Promise<void> {
    observe((await readRelayControl(client)).paused);
    onQueues(await readQueues(client));
    isAnswered = true;
    trouble = undefined;
    known.resolve();
    siblings = await reportRelayInstance(client, state());
    if (performance.now() - checkedAtMs < checkMs) return;
    const aheadMs = await findClockSkew(client);
    if (aheadMs !== undefined) lifecycle.emit('clockSkew', { aheadMs });
    const eventTypes = await findUnroutedTypes(client);
    if (eventTypes.length > 0) lifecycle.emit('unrouted', { eventTypes });
    checkedAtMs = performance.now();
  }

  async function withClient(use: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await pool.connect();
    try {
      await use(client);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  relayStops.addEventListener('abort', () => known.resolve());
  const running = run();
  return {
    isKnown: known.promise,
    get isPaused() {
      return isPaused;
    },
    get siblings() {
      return siblings;
    },
    get trouble() {
      return trouble;
    },
    observe,
    async stop() {
      stopping.abort();
      await running;
      await withClient((client) => removeRelayInstance(client, state().id)).catch(ignore);
    },
  };
}

/** A database that is away says goodbye to nobody; the row is swept up after a day. */
function ignore(): void {}

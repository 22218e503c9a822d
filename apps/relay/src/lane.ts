import {
  claimEvents,
  type ClaimedEvent,
  type ClaimQueue,
  postponeEvents,
  readQueues,
} from '@a4c/database';
import type { Client } from 'pg';

import { backoffMs, fullJitter, sweepJitter } from './backoff.ts';
import type { RelayConfig } from './config.ts';
import { abandonSession, isRefusal, openSession } from './database-session.ts';
import type { LateAnswers } from './late-answers.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RpcWindow } from './rpc-window.ts';
import { probeTimeoutMs, type Starter } from './starter.ts';
import type { Suspension } from './suspension.ts';
import type { WakeSignal } from './wake-signal.ts';
import { type AnsweredEvent, writeAnswers } from './write-answers.ts';

/** A claim's transaction ends after so long, whatever Temporal does. */
const claimWindowMs = 250;
/** Bytes of events in memory per lane, besides one event of any size. */
const claimBytes = 8 * 1024 * 1024;
/** Without notifications, look for work this often. */
const pollIntervalMs = 100;

export interface LaneParts {
  readonly config: RelayConfig;
  readonly lifecycle: Lifecycle;
  readonly starter: Starter;
  readonly suspension: Suspension;
  readonly wakeSignal: WakeSignal;
  readonly lateAnswers: LateAnswers;
  readonly rpcWindow: RpcWindow;
  readonly isListening: () => boolean;
}

export interface Lane {
  readonly isConnected: boolean;
  /** Starts after the current claim are none; resolves when its starts are answered and written. */
  stop(): Promise<void>;
}

/**
 * One loop of: claim, start all, write what has answered, commit. The lock on the claimed rows is
 * the lease; it ends with the transaction. A start that has not answered by then gets a lease by
 * time, and its answer is written when it comes.
 */
export function startLane(name: string, parts: LaneParts): Lane {
  // A call, the probe that follows a failed one, and some time to write the answer.
  const leaseMs = parts.config.rpcTimeoutMs + probeTimeoutMs + 2_000;
  const { config, lifecycle, starter, suspension, wakeSignal, lateAnswers, rpcWindow } = parts;
  const inFlight = new Set<Promise<unknown>>();
  let session: Client | undefined;
  const stopping = new AbortController();
  let brokenSessions = 0;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await step();
    }
    await Promise.all(inFlight);
    await session?.end();
  }

  async function step(): Promise<void> {
    const permission = suspension.permission();
    if (typeof permission === 'object') return wakeSignal.sleep(permission.waitMs);
    try {
      await rpcWindow.hasRoom();
      if (stopping.signal.aborted) return;
      session ??= await openSession(config.databaseUrl, name, () => wakeSignal.wake());
      if (permission === 'probe') await probe(session);
      else if ((await claimOnce(session, false)) === 0) await rest();
    } catch (error) {
      await replaceSession(error);
    } finally {
      if (permission === 'probe') suspension.release();
    }
  }

  /**
   * Tries one event while the breaker is open. A wrong configuration is asked about first, without an
   * event. When Temporal was not asked after all, since there was no event or its answer was known
   * without asking, a mere question decides.
   */
  async function probe(client: Client): Promise<void> {
    if (suspension.cause === 'configuration' && !(await starter.answers())) return;
    await claimOnce(client, true);
    if (suspension.isProbing && inFlight.size === 0) await starter.probe();
  }

  async function rest(): Promise<void> {
    if (inFlight.size === 0) lifecycle.emit('idle');
    const intervalMs = parts.isListening() ? config.sweepIntervalMs : pollIntervalMs;
    await wakeSignal.sleep(sweepJitter(Math.min(intervalMs, config.sweepIntervalMs)));
  }

  /** Errors here are the database's: the transaction is gone, its events are free for others. */
  async function replaceSession(error: unknown): Promise<void> {
    if (session !== undefined) abandonSession(session);
    session = undefined;
    lifecycle.emit('databaseLost', {
      reason: error instanceof Error ? error.message : String(error),
    });
    const pauseMs = backoffMs(brokenSessions, { baseMs: 100, maxMs: 5_000 });
    brokenSessions += 1;
    if (!stopping.signal.aborted) await wakeSignal.sleep(fullJitter(pauseMs));
  }

  /** Resolves with how many it claimed; undefined when another lane had taken all places. */
  async function claimOnce(client: Client, isProbe: boolean): Promise<number | undefined> {
    const limit = rpcWindow.take(isProbe ? 1 : config.batchSize);
    if (limit === 0) return undefined;
    let events: ClaimedEvent[] = [];
    try {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      events = await claimFromAll(client, limit, isProbe);
      if (events.length === 0) await client.query('COMMIT');
    } finally {
      rpcWindow.giveBack(limit - events.length);
    }
    if (brokenSessions > 0) lifecycle.emit('databaseBack');
    brokenSessions = 0;
    if (events.length === 0) return 0;
    lifecycle.emit('claimed', { count: events.length });
    // A full claim means that there is more: let another lane claim too.
    if (events.length === limit) wakeSignal.wake();
    await startAndWrite(client, events);
    return events.length;
  }

  async function claimFromAll(client: Client, limit: number, isProbe: boolean) {
    const queues = await readQueues(client);
    const retry: ClaimQueue = { kind: 'retry', priority: 0 };
    const events: ClaimedEvent[] = [];
    for (const queue of isProbe ? [...queues, retry] : [retry, ...queues]) {
      if (events.length === limit) break;
      const claimed = await claimEvents(client, {
        queue,
        limit: limit - events.length,
        maxBytes: claimBytes,
        maxEventBytes: 2 * config.maxInputBytes,
        afterSequenceNumber: null,
        afterFairnessKey: null,
        untriedFirst: isProbe,
      });
      events.push(...claimed);
    }
    return events;
  }

  async function startAndWrite(client: Client, events: readonly ClaimedEvent[]): Promise<void> {
    const answered = new Map<ClaimedEvent, AnsweredEvent>();
    let windowIsOpen = true;
    const starts = events.map(async (event) => {
      const answer = await starter.start(event).finally(() => rpcWindow.giveBack(1));
      if (windowIsOpen) answered.set(event, { event, answer });
      else lateAnswers.add({ event, answer });
    });
    await within(claimWindowMs, Promise.all(starts));
    windowIsOpen = false;
    const late = events.filter((event) => !answered.has(event));
    if (late.length > 0) track(Promise.all(starts));

    try {
      const tell = await writeAnswers(client, [...answered.values()], config);
      if (late.length > 0) await postponeEvents(client, late, leaseMs);
      await client.query('COMMIT');
      tell(lifecycle);
    } catch (error) {
      // Event by event there: one refused row must not take its neighbours' answers along.
      for (const done of answered.values()) lateAnswers.add(done);
      if (!isRefusal(error)) throw error;
      await client.query('ROLLBACK');
    }
  }

  function track(starts: Promise<unknown>): void {
    inFlight.add(starts);
    void starts.finally(() => inFlight.delete(starts));
  }

  const running = run();
  return {
    get isConnected() {
      return session !== undefined;
    },
    stop() {
      stopping.abort();
      wakeSignal.wakeAll();
      rpcWindow.letAllIn();
      return running;
    },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const window = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, window]);
  clearTimeout(timer);
}

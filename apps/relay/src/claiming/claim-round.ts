import { type ClaimedEvent, claimEvents, readRelayControl } from '@a4c/database';
import type { Client } from 'pg';

import type { Lifecycle } from '../lifecycle.ts';
import type { OpenQueue, QueueOrder } from './queue-order.ts';
import type { Sweeper } from './sweeper.ts';

/** Bytes of events in memory per lane, besides one event of any size. */
const claimBytes = 4 * 1024 * 1024;
/** Between two looks at what is to be tried again, unless something is due or the relay is to sleep. */
const retryLookMs = 250;

/** What one look at the queues has locked, in a transaction that is left open if it is anything. */
export interface Round {
  readonly events: readonly ClaimedEvent[];
  /** An operator has paused all relays: nothing was kept. */
  readonly isPaused: boolean;
  /** A queue has more than was asked for. */
  readonly isFull: boolean;
  /** `performance.now()` before it was asked. */
  readonly startedAtMs: number;
  /** How long the answers took. */
  readonly claimMs: number;
}

interface RoundOptions {
  readonly lane: number;
  readonly limit: number;
  readonly isProbe: boolean;
  /** What is to be tried again is looked at in any case: this look decides whether to sleep. */
  readonly isLast: boolean;
  /** A notification has ended the sleep. */
  readonly isWoken: boolean;
}

/**
 * Claims from the queues in their order until it has enough. What has woken the relay is new as a rule,
 * and is not kept waiting for the other queues, nor for what is to be tried again: the first queue that
 * holds something will do. The next look, which follows at once, asks all of them.
 */
export interface ClaimRound {
  claim(client: Client, options: RoundOptions): Promise<Round>;
}

/**
 * Asks whether the relay is paused behind each claim, so that a pause is in force from the next claim
 * on, whatever this process knows.
 */
export function createClaimRound(parts: {
  readonly queues: QueueOrder;
  readonly sweeper: Sweeper;
  readonly lifecycle: Lifecycle;
  readonly maxEventBytes: number;
}): ClaimRound {
  const { queues, sweeper, lifecycle, maxEventBytes } = parts;
  let wasQuick = false;
  let retriesFound = false;
  let retriesAtMs = Number.NEGATIVE_INFINITY;

  async function claim(client: Client, options: RoundOptions): Promise<Round> {
    const startedAtMs = performance.now();
    const { limit, isProbe } = options;
    const isQuick = options.isWoken && !isProbe && !wasQuick;
    wasQuick = isQuick;
    const isThorough = sweeper.isDue;
    const withRetries =
      options.isLast || isProbe || retriesFound || startedAtMs - retriesAtMs > retryLookMs;
    const found: ClaimedEvent[] = [];
    let [bytes, isFull] = [0, false];

    async function claimFrom(open: OpenQueue): Promise<void> {
      const isRetry = open.queue.kind === 'retry';
      const room = limit - found.length;
      const wanted = isRetry && !isProbe ? Math.ceil(room / 4) : room;
      const askedAtMs = performance.now();
      const events = await claimEvents(client, {
        queue: open.queue,
        limit: wanted,
        maxBytes: claimBytes - bytes,
        maxEventBytes,
        afterSequenceNumber: isThorough ? null : open.mark.after,
        afterFairnessKey: open.afterFairnessKey,
        untriedFirst: isProbe,
      });
      if (isRetry) [retriesFound, retriesAtMs] = [events.length > 0, askedAtMs];
      if (events.length === 0) return;
      const claimedBytes = events.reduce((sum, event) => sum + event.size_bytes, 0);
      found.push(...events);
      bytes += claimedBytes;
      isFull ||= events.length >= wanted;
      goOnAfter(open, events, isThorough);
      const { kind: queue, priority } = open.queue;
      const ms = performance.now() - askedAtMs;
      const { lane } = options;
      lifecycle.emit('claimed', {
        lane,
        queue,
        priority,
        count: events.length,
        bytes: claimedBytes,
        ms,
      });
    }

    const retries = isProbe || isQuick ? 'last' : 'first';
    const [first, ...others] = queues.next({ retries: withRetries ? retries : 'none' });
    // Sent in this order without waiting: whatever the claim sees, the question sees the same or more.
    const [, , control] = await Promise.all([
      client.query('BEGIN ISOLATION LEVEL READ COMMITTED'),
      first === undefined ? undefined : claimFrom(first),
      readRelayControl(client),
    ]);
    let isPaused = control.paused;
    for (const open of others) {
      if (isPaused || found.length >= limit || bytes >= claimBytes) break;
      if (isQuick && found.length > 0) break;
      const [, { paused }] = await Promise.all([claimFrom(open), readRelayControl(client)]);
      isPaused = paused;
    }
    const claimMs = performance.now() - startedAtMs;
    if (isThorough) sweeper.swept(claimMs);
    if (isPaused) await client.query('ROLLBACK');
    // Signals that wait for a start were put off.
    else if (found.length === 0) await client.query('COMMIT');
    else sweeper.found();
    return { events: isPaused ? [] : found, isPaused, isFull, startedAtMs, claimMs };
  }

  return { claim };
}

function goOnAfter(open: OpenQueue, events: readonly ClaimedEvent[], isThorough: boolean): void {
  const last = events.at(-1);
  if (last === undefined) return;
  const { low_water_mark, queue, queue_key } = last;
  open.afterFairnessKey = queue_key;
  if (low_water_mark === null) return;
  // What was committed late waits for its turn: it must be seen until that comes.
  if (isThorough && queue !== 'plain') open.mark.released(low_water_mark);
  open.mark.claimed(low_water_mark);
}

import { nextRetryInMs } from '@a4c/database';
import type { Client } from 'pg';

import type { Gate } from '../listening/gate.ts';
import type { WakeSignal } from '../listening/wake-signal.ts';
import type { Sweeper } from './sweeper.ts';

/** A writer is in its transaction: look again so soon, and so late at last. */
const writerPoll = { minMs: 2, maxMs: 50 };
/** Another relay sleeps behind the gate: take its place when it is gone. */
const siblingMs = 500;
/** Something is due and could not be claimed: others hold it. */
const blockedMs = { min: 100, max: 1_000 };
/** Writers that refused the gate for longer may have committed below the low-water mark. */
const lateWriterMs = 500;

/** Why a look for work begins: somebody told of it, the clock, or as part of falling asleep. */
export type Cause = 'woken' | 'elapsed' | 'again';

/** What to do after a look that has found nothing. */
export interface Rest {
  /** Ask this before a look; pass the answer to `rest` after it. */
  heldTenure(): number | undefined;
  /** Resolves when it is time to look again. */
  rest(client: Client, tenure: number | undefined): Promise<Cause>;
  /** A look has found something. */
  found(): void;
}

/**
 * The sleep protocol: take the gate, look once more, sleep until a notification, the next retry or
 * the sweep. Whoever may not take the gate looks again by itself: soon, if writers are in their
 * transactions and will not notify; as after a notification, if another relay holds it.
 */
export function createRest(parts: {
  readonly gate: Gate;
  readonly wakeSignal: WakeSignal;
  readonly sweeper: Sweeper;
  readonly isListening: () => boolean;
}): Rest {
  const { gate, wakeSignal, sweeper, isListening } = parts;
  let writerPollMs = writerPoll.minMs;
  let blockedForMs = blockedMs.min;

  async function rest(client: Client, tenure: number | undefined): Promise<Cause> {
    if (!isListening()) return wakeSignal.sleep(sweeper.pauseMs(false));
    if (tenure !== undefined && tenure === heldTenure())
      return sleep(client, sweeper.pauseMs(true));
    const refusedForMs = gate.refusedForMs;
    const answer = await gate.close();
    if (answer === 'writers') {
      const how = await wakeSignal.sleep(writerPollMs);
      writerPollMs = Math.min(writerPoll.maxMs, writerPollMs * 2);
      return how === 'woken' ? how : 'again';
    }
    writerPollMs = writerPoll.minMs;
    if (answer === 'relay') {
      const how = await sleep(client, Math.min(siblingMs, sweeper.pauseMs(true)));
      return how === 'woken' ? how : 'again';
    }
    if (refusedForMs > lateWriterMs) sweeper.require();
    return 'again';
  }

  async function sleep(client: Client, sweepMs: number): Promise<Cause> {
    const retryMs = await nextRetryInMs(client);
    if (retryMs === 0) blockedForMs = Math.min(blockedMs.max, blockedForMs * 2);
    else blockedForMs = blockedMs.min;
    const dueMs = retryMs === 0 ? blockedForMs : (retryMs ?? Number.POSITIVE_INFINITY);
    const how = await wakeSignal.sleep(Math.min(sweepMs, dueMs));
    return how === 'elapsed' && dueMs < sweepMs ? 'again' : how;
  }

  function heldTenure(): number | undefined {
    return gate.state === 'held' ? gate.tenure : undefined;
  }

  return {
    heldTenure,
    rest,
    found() {
      writerPollMs = writerPoll.minMs;
    },
  };
}

import type { ClaimedEvent } from '@a4c/database';
import type { Client } from 'pg';

import type { Control } from '../control/control.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Gate } from '../listening/gate.ts';
import type { WakeSignal } from '../listening/wake-signal.ts';
import type { Launcher } from '../starting/launcher.ts';
import type { Suspension } from '../starting/suspension.ts';
import type { BatchSize } from './batch-size.ts';
import type { ClaimRound, Round } from './claim-round.ts';
import type { LaneSession } from './lane-session.ts';
import type { QueueOrder } from './queue-order.ts';
import type { Cause, Rest } from './rest.ts';
import type { Sweeper } from './sweeper.ts';

/**
 * Notifications that come closer than this are a burst. Then the gate is opened, which spares the
 * writers. A single one leaves it closed, which spares the relay closing it again, beside the start.
 */
const burstMs = 25;
/**
 * After a single notification the next look waits so long: Temporal is starting what was told of, and
 * whatever else is committed meanwhile is told of as well. Only what the same transaction has written
 * to other queues waits for this look.
 */
const afterSingleMs = 10;
/** A relay that has more than it can take calls the others so often at most. */
const callSiblingsMs = 100;
/** While paused or suspended, somebody else says when to go on; this is for when they forget. */
const idleMs = 1_000;

/** Events that a lane has locked, in a transaction on its session. */
export interface Claim {
  readonly client: Client;
  readonly events: readonly ClaimedEvent[];
  /** Of an open breaker: the lane reports what came of it. */
  readonly isProbe: boolean;
  readonly startedAtMs: number;
  /** How long it took to find them. */
  readonly claimMs: number;
}

/** Finds work for the lanes. One of them looks at a time, the others start what they have found. */
export interface Claimer {
  /** Waits for its turn and for work; undefined when the relay stops. */
  next(lane: number, session: LaneSession): Promise<Claim | undefined>;
  /** A lane is done with its claim. `hasFreed`: others may be claimed now that could not before. */
  done(options: { readonly hasFreed: boolean }): void;
  /** A notification came: something was committed. */
  notified(): void;
  stop(): void;
}

export interface ClaimerParts {
  readonly instanceId: string;
  readonly lifecycle: Lifecycle;
  readonly round: ClaimRound;
  readonly queues: QueueOrder;
  readonly rest: Rest;
  readonly sweeper: Sweeper;
  readonly batch: BatchSize;
  readonly launcher: Launcher;
  readonly suspension: Suspension;
  readonly control: Control;
  readonly gate: Gate;
  readonly wakeSignal: WakeSignal;
}

export function createClaimer(parts: ClaimerParts): Claimer {
  const { lifecycle, launcher, suspension, control, gate, wakeSignal, sweeper } = parts;
  const stopping = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let outstanding = 0;
  let wasNotified = false;
  let notifiedAtMs = Number.NEGATIVE_INFINITY;
  let hasSingle = false;
  let siblingsCalledAtMs = 0;

  async function next(lane: number, session: LaneSession): Promise<Claim | undefined> {
    const mine = turn.then(() => look(lane, session));
    turn = mine.catch(() => {});
    return mine;
  }

  async function look(lane: number, session: LaneSession): Promise<Claim | undefined> {
    let cause: Cause = 'again';
    if (hasSingle) {
      hasSingle = false;
      await wakeSignal.sleep(afterSingleMs);
    }
    for (;;) {
      await control.isKnown;
      await launcher.hasRoom(parts.batch.least);
      if (stopping.signal.aborted) return undefined;
      if (control.isPaused) {
        await wakeSignal.sleep(idleMs);
        continue;
      }
      const permission = suspension.permission();
      if (typeof permission === 'object') {
        await wakeSignal.sleep(permission.waitMs);
        continue;
      }
      const isProbe = permission === 'probe';
      let claim: Claim | undefined;
      try {
        const client = await session.client();
        if (isProbe && suspension.cause === 'configuration' && !(await launcher.answers()))
          continue;
        const tenure = parts.rest.heldTenure();
        const isNotified = wasNotified;
        wasNotified = false;
        const isLast = tenure !== undefined || isNotified;
        const limit = isProbe ? 1 : parts.batch.size;
        const round = await parts.round.claim(client, {
          lane,
          limit,
          isProbe,
          isLast,
          isWoken: isNotified,
        });
        session.worked();
        control.observe(round.isPaused);
        if (cause === 'elapsed') lifecycle.emit('swept', { found: round.events.length });
        if (round.events.length > 0) {
          claim = claimOf(client, round, isProbe);
          hasSingle =
            isNotified &&
            !round.isFull &&
            tenure !== undefined &&
            tenure === parts.rest.heldTenure();
          return claim;
        }
        if (isProbe) {
          // Nobody is there to try it with: a mere question decides.
          await launcher.probe();
          continue;
        }
        if (isNotified && sweeper.suggest()) continue;
        if (outstanding === 0 && launcher.inFlight === 0) lifecycle.emit('idle');
        cause = await parts.rest.rest(client, tenure);
        if (cause === 'elapsed') sweeper.require();
      } finally {
        if (isProbe && claim === undefined) suspension.release();
      }
    }
  }

  function claimOf(client: Client, round: Round, isProbe: boolean): Claim {
    outstanding += 1;
    parts.rest.found();
    const now = performance.now();
    if (round.isFull && control.siblings > 0 && now - siblingsCalledAtMs > callSiblingsMs) {
      siblingsCalledAtMs = now;
      gate.callSiblings(parts.instanceId);
    }
    const { events, startedAtMs, claimMs } = round;
    return { client, events, isProbe, startedAtMs, claimMs };
  }

  return {
    next,
    done({ hasFreed }) {
      outstanding -= 1;
      if (hasFreed || parts.queues.hasFollowers) wakeSignal.wake();
    },
    notified() {
      wasNotified = true;
      const now = performance.now();
      // It will look again by itself: further writers need not tell it.
      if (now - notifiedAtMs < burstMs) gate.open();
      notifiedAtMs = now;
      wakeSignal.wake();
    },
    stop() {
      stopping.abort();
      wakeSignal.wake();
    },
  };
}

import { postponeEvents } from '@a4c/database';

import type { LateAnswers, Lease } from '../acknowledging/late-answers.ts';
import { writeAnswers } from '../acknowledging/write-answers.ts';
import type { RelayConfig } from '../config.ts';
import { isRefusal } from '../database/is-refusal.ts';
import type { Sessions } from '../database/sessions.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { AnsweredEvent } from '../starting/answer.ts';
import type { Launcher } from '../starting/launcher.ts';
import type { Suspension } from '../starting/suspension.ts';
import { probeTimeoutMs } from '../starting/temporal-starter.ts';
import type { BatchSize } from './batch-size.ts';
import type { Claim, Claimer } from './claimer.ts';
import { createLaneSession } from './lane-session.ts';
import type { QueueOrder } from './queue-order.ts';

/** A claim's transaction ends after so long, whatever Temporal does. */
const claimWindowMs = 250;

export interface LaneParts {
  readonly config: RelayConfig;
  readonly sessions: Sessions;
  readonly lifecycle: Lifecycle;
  readonly claimer: Claimer;
  readonly queues: QueueOrder;
  readonly batch: BatchSize;
  readonly launcher: Launcher;
  readonly suspension: Suspension;
  readonly lateAnswers: LateAnswers;
  readonly stopping: AbortSignal;
}

export interface Lane {
  /** Why it has no session to the database, if its last try failed. */
  readonly trouble: string | undefined;
  /** Resolves after the relay's stop, when what the lane has claimed is written or given back. */
  readonly ended: Promise<void>;
}

/**
 * One loop of: claim, start all, write what has answered, commit. The lock on the claimed rows is
 * the lease; it ends with the transaction. A start that has not answered by then gets a lease by
 * time, and its answer is written when it comes; one that was not sent is given back.
 */
export function startLane(number: number, parts: LaneParts): Lane {
  // A call, the probe that follows a failed one, and some time to write the answer.
  const leaseMs = parts.config.rpcTimeoutMs + probeTimeoutMs + 2_000;
  const { config, lifecycle, claimer, batch, launcher, suspension, lateAnswers, stopping } = parts;
  const session = createLaneSession(parts.sessions, `lane ${number}`, lifecycle, stopping);

  async function run(): Promise<void> {
    for (;;) {
      try {
        const claim = await claimer.next(number, session);
        if (claim === undefined) return await session.close();
        await carryOut(claim);
      } catch (error) {
        // The database's: the transaction is gone, its events are free for others.
        await session.replace(error);
      }
    }
  }

  async function carryOut(claim: Claim): Promise<void> {
    let hasFreed = true;
    try {
      hasFreed = await startAndWrite(claim);
      // Its answer was known without asking after all, so a mere question decides.
      if (suspension.isProbing && claim.isProbe && launcher.inFlight === 0) await launcher.probe();
    } finally {
      if (claim.isProbe) suspension.release();
      claimer.done({ hasFreed });
    }
  }

  /** Resolves with whether an event was left that may be claimed again. */
  async function startAndWrite(claim: Claim): Promise<boolean> {
    const { client, events, isProbe, startedAtMs, claimMs } = claim;
    const launch = launcher.launch(events, isProbe);
    await within(startedAtMs + claimWindowMs - performance.now(), launch.finished);
    const lease: Lease = { untilMs: performance.now() + leaseMs };
    const { answered, inFlight, unsent } = launch.cut((late) => lateAnswers.add(late, lease));
    const left = inFlight.length + unsent.length;
    const tookMs = performance.now() - startedAtMs;
    batch.learn({ count: events.length, unsent: unsent.length, claimMs, tookMs });
    if (left > 0) {
      lifecycle.emit('late', { lane: number, inFlight: inFlight.length, released: unsent.length });
    }
    parts.queues.released(unsent);
    const writingAtMs = performance.now();
    try {
      const [tell] = await Promise.all([
        writeAnswers(client, answered, config),
        inFlight.length > 0 && postponeEvents(client, inFlight, leaseMs),
      ]);
      await client.query('COMMIT');
      lifecycle.emit('written', { count: answered.length, ms: performance.now() - writingAtMs });
      tell(lifecycle);
    } catch (error) {
      if (!isRefusal(error)) {
        giveUp(answered, lease);
        throw error;
      }
      // Event by event there: one refused row must not take its neighbours' answers along.
      for (const done of answered) lateAnswers.add(done, { untilMs: Number.POSITIVE_INFINITY });
      await client.query('ROLLBACK');
    }
    return left > 0 || answered.some(({ answer }) => answer.kind !== 'running');
  }

  /** The claim is lost: workflows that run are still written, failures are the next claim's affair. */
  function giveUp(answered: readonly AnsweredEvent[], lease: Lease): void {
    lease.untilMs = 0;
    for (const done of answered) lateAnswers.add(done, lease);
  }

  const ended = run();
  return {
    get trouble() {
      return session.trouble;
    },
    ended,
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const window = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms));
  });
  await Promise.race([work, window]);
  clearTimeout(timer);
}

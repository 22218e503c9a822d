import type { ClaimedEvent } from '@a4c/database';

import type { RelayConfig } from '../config.ts';
import { type Lifecycle, referenceTo } from '../lifecycle.ts';
import { answerWithoutAsking } from './answer-without-asking.ts';
import type { Answer, AnsweredEvent } from './answer.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import { createJudge } from './judge-failure.ts';
import { createLaunchQueue, type LaunchBatch } from './launch-queue.ts';
import { createRpcWindow } from './rpc-window.ts';
import type { Starter } from './starter.ts';
import type { Suspension } from './suspension.ts';

/** The starts of one claim. */
interface Launch {
  /** Resolves when all that will be sent have answered. */
  readonly finished: Promise<void>;
  /** Sends no more and sorts the events; answers that come later go to `late`. Call it once. */
  cut(late: (answered: AnsweredEvent) => void): LaunchResult;
}

interface LaunchResult {
  readonly answered: readonly AnsweredEvent[];
  readonly inFlight: readonly ClaimedEvent[];
  /** Temporal was not asked for these. */
  readonly unsent: readonly ClaimedEvent[];
}

/** Sends starts to Temporal, in order of claiming and as many at once as it takes. */
export interface Launcher {
  readonly inFlight: number;
  readonly windowSize: number;
  launch(events: readonly ClaimedEvent[], isProbe: boolean): Launch;
  /** Resolves when fewer than so many wait and Temporal is answering, or when the relay stops. */
  hasRoom(backlog: number): Promise<void>;
  /** Asks Temporal for our namespace and moves the breaker by the answer. Never throws. */
  probe(): Promise<void>;
  /** The same question, but only a bad answer moves the breaker. */
  answers(): Promise<boolean>;
  /** Resolves when nothing is in flight. */
  drained(): Promise<void>;
  /** Sends no more; claims no longer wait for room. */
  stop(): void;
}

/** A call's time is at its deadline, or the server limits the rate: see classifyFailure. */
const overloads = new Set(['RESOURCE_EXHAUSTED', 'DEADLINE_EXCEEDED']);

/**
 * What Temporal answers opens and closes the circuit breaker; what is known without asking does not.
 * While the breaker is open nothing is sent but the event of a probe.
 */
export function createLauncher(
  starter: Starter,
  config: Pick<RelayConfig, 'maxInFlight' | 'maxInputBytes'>,
  lifecycle: Lifecycle,
  suspension: Suspension,
): Launcher {
  const judge = createJudge(starter);
  const window = createRpcWindow({
    max: config.maxInFlight,
    onResize: (size) => lifecycle.emit('window', { size, inFlight: window.inFlight }),
  });
  const queue = createLaunchQueue();
  const waiting = new Set<() => void>();
  let isStopping = false;

  const pumping = {
    isHeldBack: ({ isProbe }: LaunchBatch) =>
      isStopping || (suspension.cause !== undefined && !isProbe),
    take: () => window.take(),
    send: (batch: LaunchBatch, event: ClaimedEvent) => void send(batch, event),
  };

  function pump(): void {
    queue.pump(pumping);
    if (waiting.size === 0 || (window.isStalled() && !isStopping)) return;
    for (const resume of waiting) resume();
    waiting.clear();
  }

  async function send(batch: LaunchBatch, event: ClaimedEvent): Promise<void> {
    const sentAt = performance.now();
    let answer: Answer;
    try {
      answer = await starter.start(event);
      window.give(performance.now() - sentAt, 'ok');
      if (answer.kind === 'running') suspension.close();
    } catch (error) {
      answer = await answerTo(error, performance.now() - sentAt);
    }
    lifecycle.emit('answered', {
      ...referenceTo(event),
      code: answer.kind === 'running' ? answer.outcome : answer.code,
      ms: performance.now() - sentAt,
    });
    batch.settle({ event, answer });
    pump();
  }

  /** A failure that is none of gRPC's is a defect of ours: it says nothing of Temporal. */
  async function answerTo(error: unknown, tookMs: number): Promise<Answer> {
    const failure = grpcFailureOf(error);
    const answer = await judge.judge(error);
    const isOverload = answer.kind === 'outage' && overloads.has(failure?.code ?? '');
    window.give(tookMs, isOverload ? 'overload' : 'ok');
    if (failure === undefined) return answer;
    if (answer.kind === 'outage' || answer.kind === 'configuration') {
      suspension.open(answer.kind, answer.message);
    } else {
      suspension.close();
    }
    return answer;
  }

  function launch(events: readonly ClaimedEvent[], isProbe: boolean): Launch {
    const known: AnsweredEvent[] = [];
    const toAsk: ClaimedEvent[] = [];
    for (const event of events) {
      const answer = answerWithoutAsking(event, config.maxInputBytes);
      if (answer === undefined) toAsk.push(event);
      else known.push({ event, answer });
    }
    const batch = queue.add(toAsk, isProbe);
    pump();
    return {
      finished: batch.finished,
      cut(late) {
        batch.cut(late);
        return {
          answered: [...known, ...batch.answered],
          inFlight: inFlightOf(batch),
          unsent: toAsk.slice(batch.sent),
        };
      },
    };
  }

  async function answers(): Promise<boolean> {
    const answer = await judge.ask();
    if (answer.kind === 'answers') return true;
    suspension.open(answer.kind === 'configuration' ? 'configuration' : 'outage', answer.message);
    return false;
  }

  async function waitWhile(condition: () => boolean): Promise<void> {
    while (condition()) await new Promise<void>((resolve) => waiting.add(resolve));
  }

  return {
    get inFlight() {
      return window.inFlight;
    },
    get windowSize() {
      return window.size;
    },
    launch,
    answers,
    probe: async () => {
      if (await answers()) suspension.close();
    },
    hasRoom: async (limit) =>
      waitWhile(() => !isStopping && (queue.backlog >= limit || window.isStalled())),
    drained: async () => waitWhile(() => window.inFlight > 0),
    stop() {
      isStopping = true;
      pump();
    },
  };
}

function inFlightOf({ events, sent, answered }: LaunchBatch): readonly ClaimedEvent[] {
  if (answered.length === sent) return [];
  const done = new Set(answered.map(({ event }) => event));
  return events.slice(0, sent).filter((event) => !done.has(event));
}

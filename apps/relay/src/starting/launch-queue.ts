import type { ClaimedEvent } from '@a4c/database';

import type { AnsweredEvent } from './answer.ts';

/** The starts of one claim that Temporal has to be asked for. */
export interface LaunchBatch {
  readonly events: readonly ClaimedEvent[];
  /** Of an open breaker: sent although nothing else is. */
  readonly isProbe: boolean;
  /** Resolves when all that will be sent have answered. */
  readonly finished: Promise<void>;
  readonly answered: readonly AnsweredEvent[];
  /** How many of the events were sent, in their order. */
  readonly sent: number;
  /** Sends no more; what answers from now on goes to `late`. */
  cut(late: (answered: AnsweredEvent) => void): void;
  /** An event of it has answered. */
  settle(answered: AnsweredEvent): void;
}

/** Batches in order of claiming, and in each the events in theirs. */
export interface LaunchQueue {
  /** Events that wait to be sent. */
  readonly backlog: number;
  add(events: readonly ClaimedEvent[], isProbe: boolean): LaunchBatch;
  /** Sends while there is room. Of a batch that is held back nothing more will be sent. */
  pump(options: {
    readonly isHeldBack: (batch: LaunchBatch) => boolean;
    readonly take: () => boolean;
    readonly send: (batch: LaunchBatch, event: ClaimedEvent) => void;
  }): void;
}

export function createLaunchQueue(): LaunchQueue {
  const batches: WaitingBatch[] = [];
  let backlog = 0;

  function add(events: readonly ClaimedEvent[], isProbe: boolean): WaitingBatch {
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const answered: AnsweredEvent[] = [];
    let late: ((answered: AnsweredEvent) => void) | undefined;

    function finishIfDone(): void {
      if (answered.length >= batch.end) finish();
    }

    const batch: WaitingBatch = {
      events,
      isProbe,
      finished,
      answered,
      sent: 0,
      end: events.length,
      truncate() {
        backlog -= batch.end - batch.sent;
        batch.end = batch.sent;
        finishIfDone();
      },
      cut(onLate) {
        batch.truncate();
        late = onLate;
      },
      settle(one) {
        if (late !== undefined) return late(one);
        answered.push(one);
        finishIfDone();
      },
    };
    finishIfDone();
    backlog += events.length;
    batches.push(batch);
    return batch;
  }

  return {
    get backlog() {
      return backlog;
    },
    add,
    pump({ isHeldBack, take, send }) {
      for (let batch = batches[0]; batch !== undefined; batch = batches[0]) {
        if (isHeldBack(batch)) batch.truncate();
        while (batch.sent < batch.end) {
          const event = batch.events[batch.sent];
          if (event === undefined || !take()) return;
          batch.sent += 1;
          backlog -= 1;
          send(batch, event);
        }
        batches.shift();
      }
    },
  };
}

interface WaitingBatch extends LaunchBatch {
  sent: number;
  /** Events before this one are sent or will be. */
  end: number;
  truncate(): void;
}

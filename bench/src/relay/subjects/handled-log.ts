import { monotonicMs } from '../measuring/monotonic-ms.ts';
import { isCountOnly } from './subject-environment.ts';
import type { FromSubject, ToSubject } from './subject-messages.ts';

/** Often enough for a parent that waits, seldom enough to cost nothing under load. */
const progressEveryMs = 25;
const firstProgressMs = 2;

/** What a subject's process writes down about its handlers. */
export interface HandledLog {
  /** A handler was entered for this event. */
  entered(eventId: string, atMs?: number): void;
  /** So many write-backs are committed. */
  finished(count: number): void;
}

/**
 * The child's side of the conversation: counts at once, tells the parent from time to time, and hands
 * over all ids and times when asked. `stop` ends the process's work; after a last report the process
 * ends, as it does when the parent is gone.
 */
export function talkToParent(stop: () => Promise<void>): HandledLog & { ready(): void } {
  const keepsList = !isCountOnly();
  let eventIds: string[] = [];
  let times: number[] = [];
  let [entered, finished, firstEnteredMs, lastFinishedMs] = [0, 0, Number.NaN, Number.NaN];
  let timer: NodeJS.Timeout | undefined;
  let lastSentMs = 0;

  function tellSoon(): void {
    const sinceMs = monotonicMs() - lastSentMs;
    timer ??= setTimeout(tell, sinceMs > progressEveryMs ? firstProgressMs : progressEveryMs);
  }

  function tell(): void {
    timer = undefined;
    lastSentMs = monotonicMs();
    send({ kind: 'progress', entered, finished, firstEnteredMs, lastFinishedMs });
  }

  function report(onSent?: () => void): void {
    send({ kind: 'report', eventIds, enteredMs: Float64Array.from(times) }, onSent);
    [eventIds, times] = [[], []];
  }

  async function finish(): Promise<void> {
    await stop();
    tell();
    report(() => process.disconnect());
  }

  process.on('message', (message: ToSubject) => {
    if (message.kind === 'report') report();
    else void finish();
  });
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C in the terminal reaches the parent as well, which then is gone.
  process.on('SIGINT', () => {});

  return {
    ready: () => send({ kind: 'ready' }),
    entered(eventId, atMs = monotonicMs()) {
      if (entered === 0) firstEnteredMs = atMs;
      entered += 1;
      if (keepsList) {
        eventIds.push(eventId);
        times.push(atMs);
      }
      tellSoon();
    },
    finished(count) {
      finished += count;
      lastFinishedMs = monotonicMs();
      tellSoon();
    },
  };
}

function send(message: FromSubject, onSent?: () => void): void {
  process.send?.(message, undefined, {}, onSent);
}

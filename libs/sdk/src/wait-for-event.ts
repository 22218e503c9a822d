import { TimeoutError, WorkflowFailedError } from './client-errors.ts';
import type { Client } from './create-client.ts';
import type { EventStatus } from './event-status.ts';
import { getEvent } from './get-event.ts';
import { pause } from './pause.ts';
import { isOutage } from './request.ts';
import { requireCount } from './require-option.ts';

/** How long to wait, at most. */
export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Default 60,000. */
  readonly timeoutMs?: number;
}

/** First after 100 ms, then half as long again each time, up to 2 s. */
const firstPauseMs = 100;
const longestPauseMs = 2_000;

/**
 * Waits until the event's workflow has been started, and tells which it is.
 *
 * @throws WorkflowFailedError when it never will be, TimeoutError, ValidationError, and what
 * `getEvent` throws
 */
export async function waitForWorkflow(
  client: Client,
  eventId: string,
  options: WaitOptions = {},
): Promise<EventStatus> {
  return waitUntil(client, eventId, options, ({ status }) => !/^(queued|retrying)$/.test(status));
}

/**
 * Waits until the event's workflow has said, by an event of its own, that it succeeded. A workflow
 * of which the contract names no such event is waited for in vain.
 *
 * @throws WorkflowFailedError when it said that it failed, TimeoutError, ValidationError, and what
 * `getEvent` throws
 */
export async function waitForCompletion(
  client: Client,
  eventId: string,
  options: WaitOptions = {},
): Promise<EventStatus> {
  const event = await waitUntil(
    client,
    eventId,
    options,
    ({ status }) => !/^(queued|retrying|started)$/.test(status),
  );
  if (event.status === 'failed') throw new WorkflowFailedError(event);
  return event;
}

async function waitUntil(
  client: Client,
  eventId: string,
  { signal, timeoutMs = 60_000 }: WaitOptions,
  isOver: (event: EventStatus) => boolean,
): Promise<EventStatus> {
  requireCount('timeoutMs', timeoutMs);
  const limit = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, limit]) : limit;
  let trouble: unknown;
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const event = await getEvent(client, eventId, { signal: either }).catch((error: unknown) => {
        if (!isOutage(error)) throw error;
        trouble = error;
      });
      if (event && /^(dead_lettered|starts_nothing)$/.test(event.status)) {
        throw new WorkflowFailedError(event);
      }
      if (event && isOver(event)) return event;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await pause(pauseMs, either);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted) throw new TimeoutError(timeoutMs, trouble ?? error);
    throw error;
  }
}

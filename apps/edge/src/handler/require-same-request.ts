import type { StoredFacts, UncheckedEvent } from './emit-function.ts';
import { ProblemError } from './problem.ts';
import { sameJson } from './same-json.ts';

/**
 * What is stored under the key's id must be what this request asks for: the body that was sent then,
 * or one that makes the same data, as a default does that is spelled out.
 *
 * @throws ProblemError when it is something else.
 */
export function requireSameRequest(event: UncheckedEvent, stored: StoredFacts): void {
  const { request_hash: hash } = event.metadata;
  const isSame =
    stored.event_type === event.eventType &&
    stored.aggregate_id === event.aggregateId &&
    (stored.event_metadata['request_hash'] === hash ||
      sameJson(stored.event_data, event.eventData));
  if (!isSame) throw reusedKey(event.eventId);
}

/** The problem of a key that another request has used up. */
export function reusedKey(eventId: string): ProblemError {
  return new ProblemError('idempotency_key_reused', {
    detail:
      'Another request was accepted under this Idempotency-Key. Send each request with a key of its own.',
    members: { event_id: eventId },
  });
}

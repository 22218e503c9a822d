import { ProblemError } from './client-errors.ts';
import type { Client } from './create-client.ts';
import type { EventStatus } from './event-status.ts';
import { request } from './request.ts';
import { requireUuid } from './uuid.ts';

/**
 * What became of an event, now.
 *
 * @throws ProblemError with the code `event_not_found` when the token's user did not emit it.
 */
export async function getEvent(
  client: Client,
  eventId: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<EventStatus> {
  const path = `/events/${requireUuid('event_id', eventId)}`;
  const { body, response } = await request(client, { method: 'GET', path, signal: options.signal });
  if (!isEventStatus(body)) throw new ProblemError(response.status, {});
  return body;
}

function isEventStatus(body: object): body is EventStatus {
  return 'event_id' in body && 'status' in body;
}

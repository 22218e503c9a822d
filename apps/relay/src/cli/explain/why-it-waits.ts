import type { Client } from 'pg';

import { countOf, formatDuration } from '../output/format.ts';
import { readStatus } from '../status/read-status.ts';
import { silentForLongMs } from '../status/relay-status.ts';
import type { EventFacts } from './read-event.ts';

/** Why an event's workflow has not been started, in sentences that say what to do. Empty when it was. */
export async function whyItWaits(
  client: Client,
  { event, route, queued }: EventFacts,
): Promise<string[]> {
  if (event.processed_at !== null) return [];
  if (event.status === 'dead_lettered') {
    return [`It was given up. "a4c-relay dead-letters retry ${event.id}" starts it after all.`];
  }
  if (queued === undefined) {
    return [
      'It is not in the queue, as after a restore. A relay queues it when it starts, or run: SELECT recover_missing_dispatch()',
    ];
  }
  const reasons: string[] = [];
  const { paused, relays } = await readStatus(client);
  if (paused) reasons.push('The whole relay is paused. "a4c-relay resume" goes on.');
  if (route?.paused === true) {
    reasons.push(`Its route is paused. "a4c-relay resume ${event.type}" goes on.`);
  }
  const alive = relays.filter((relay) => relay.silent_ms <= silentForLongMs);
  if (alive.length === 0) reasons.push('No relay runs. Start one with "a4c-relay run".');
  const stopped = alive.map((relay) => relay.breaker_reason).filter((reason) => reason !== null);
  if (alive.length > 0 && stopped.length === alive.length) {
    reasons.push(`Temporal cannot be used by any relay: ${stopped[0]}`);
  }
  if (queued.available_in_ms > 0) {
    reasons.push(
      `It is in flight or backs off: available in ${formatDuration(queued.available_in_ms)}.`,
    );
  }
  return [...reasons, ...(await whatIsAhead(client, event.id, queued.queue))];
}

async function whatIsAhead(client: Client, eventId: string, queue: string): Promise<string[]> {
  const { rows } = await client.query<{ ahead: number; first: string | null }>(
    `SELECT count(*)::int AS ahead, (array_agg(o.event_id ORDER BY o.sequence_number))[1] AS first
     FROM workflow_dispatch d
     JOIN workflow_dispatch o ON o.route_number = d.route_number AND o.sequence_number < d.sequence_number
       AND (d.queue <> 'ordered' OR o.aggregate_id = d.aggregate_id)
     WHERE d.event_id = $1`,
    [eventId],
  );
  const { ahead = 0, first = null } = rows[0] ?? {};
  if (ahead === 0 || first === null) return [];
  if (queue === 'ordered') {
    return [`An earlier event of its aggregate has to be started first: ${first}.`];
  }
  return [
    `${countOf(ahead, 'event')} of its route ${ahead === 1 ? 'was' : 'were'} queued earlier.`,
  ];
}

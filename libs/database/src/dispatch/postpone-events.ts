import type { ClientBase } from 'pg';

/** A start that is still in flight when its claim ends. */
export interface InFlightStart {
  readonly event_id: string;
  readonly request_id: string;
}

/** Gives starts in flight a lease by time, since the row lock ends with the claim's transaction. */
export async function postponeEvents(
  client: ClientBase,
  inFlight: readonly InFlightStart[],
  leaseMs: number,
): Promise<void> {
  await client.query({
    name: 'postpone-events',
    text: `
UPDATE workflow_dispatch d SET retrying = true, available_at = clock_timestamp() + $3::float8 * interval '1 millisecond'
FROM unnest($1::uuid[], $2::uuid[]) AS f (event_id, request_id)
WHERE d.event_id = f.event_id AND d.request_id = f.request_id`,
    values: [
      inFlight.map((start) => start.event_id),
      inFlight.map((start) => start.request_id),
      leaseMs,
    ],
  });
}

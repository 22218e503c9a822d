import type { ClientBase } from 'pg';

import { type ClaimQueue, type ClaimRoute, readQueues } from './claim-queue.ts';
import { claimStatement } from './claim-statement.ts';

/** An event whose workflow is to be started or signalled now, locked for the caller's transaction. */
export interface ClaimedEvent {
  readonly event_id: string;
  readonly sequence_number: string;
  readonly request_id: string;
  /** Attempts so far that failed by the event's own fault. */
  readonly attempts: number;
  readonly size_bytes: number;
  /** Of its route: 1 first, 5 last. */
  readonly priority: number;
  /** For Temporal; null when the route names none. */
  readonly fairness_key: string | null;
  /** Kind of the queue that holds it, also when it comes from `retry`. */
  readonly queue: Exclude<ClaimQueue['kind'], 'retry'>;
  /** In an ordered or fair queue: pass the last one to the next claim as `afterFairnessKey`. */
  readonly queue_key: string | null;
  /** Of events that were committed in order, none with a lower number waits in this queue any more; null for `retry`. */
  readonly low_water_mark: string | null;
  readonly event_type: string;
  readonly event_version: number;
  readonly aggregate_id: string;
  /** JSON text, to be passed on as it is. Null when the event is larger than `maxEventBytes`: then it is not even read. */
  readonly event_data: string | null;
  readonly event_metadata: string | null;
  readonly correlation_id: string | null;
  readonly workflow_type: string;
  readonly workflow_id: string;
  /** Null for a signal. */
  readonly task_queue: string | null;
  /** Null for a start. */
  readonly signal_name: string | null;
  /** For a start: run of an earlier processed event with the same workflow id; see claimEvents. */
  readonly known_run_id: string | null;
}

export interface ClaimOptions {
  readonly queue: ClaimQueue;
  /** At most so many events. */
  readonly limit: number;
  /** At most so many bytes of events, but always one event. */
  readonly maxBytes: number;
  /** Larger events come without data and metadata. */
  readonly maxEventBytes: number;
  /**
   * A `low_water_mark` of this queue, two seconds old: look only at later events. Entries of events that
   * are done stay in the index as long as any transaction of before is open, and are not walked over
   * this way. `retry` ignores it. Null: from the beginning.
   */
  readonly afterSequenceNumber: string | null;
  /** The `queue_key` whose turn was last, in an ordered or fair queue. Null: from the beginning. */
  readonly afterFairnessKey: string | null;
  /** Prefer events that were not tried yet: what an outage probe should spend its attempt on. */
  readonly untriedFirst?: boolean;
}

/**
 * Locks the next events of a queue, with their dispatch rows, and skips what others hold. The locks
 * are the lease: they end with the transaction, or with the connection of a relay that dies.
 *
 * The time is that of the statement, since `now()` is when the transaction began.
 * Temporal forgets closed workflows after its retention, the database does not: a first start whose
 * workflow id stands on an earlier event of the same type is told that event's run (`known_run_id`).
 * That look-up takes the earliest of twenty such events, any run of the workflow being a right answer:
 * with `ORDER BY … LIMIT 1` the planner walks the whole table by sequence number as long as it was
 * not analysed, and of all of them there may be many thousands for each event that is claimed.
 * A signal waits for the start of its workflow as long as that is queued: both may have been
 * committed together, and the start may take long. Such signals are put off here, so commit the
 * transaction also when the result is empty.
 */
export async function claimEvents(
  client: ClientBase,
  options: ClaimOptions,
): Promise<ClaimedEvent[]> {
  const { kind } = options.queue;
  // With its routes known the statement is sent at once, so that a caller may send others behind it.
  const routes =
    kind === 'retry' ? [] : (options.queue.routes ?? (await routesOf(client, options.queue)));
  if (routes.length === 0 && kind !== 'retry') return [];
  const { limit, maxBytes, maxEventBytes } = options;
  const { rows } = await client.query<FoundEvent>({
    ...claimStatement(kind, routes),
    values: [limit, maxBytes, maxEventBytes, ...placeOf[kind](options)],
  });
  const waiting = rows.filter((row) => row.waits_for_start);
  if (waiting.length === 0) return rows;
  await waitForStarts(
    client,
    waiting.map(({ event_id }) => event_id),
  );
  return rows.filter((row) => !row.waits_for_start);
}

type FoundEvent = ClaimedEvent & { readonly waits_for_start: boolean };

/** For half as long again as it has waited, so that many signals behind a slow start cost little. */
async function waitForStarts(client: ClientBase, eventIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'wait-for-starts',
    text: `
UPDATE workflow_dispatch d SET retrying = true, available_at = clock_timestamp()
  + least(greatest((clock_timestamp() - e.created_at) / 2, interval '20 milliseconds'), interval '2 seconds')
FROM domain_events e WHERE e.id = d.event_id AND d.event_id = ANY ($1::uuid[])`,
    values: [eventIds],
  });
}

/** Where in the queue to go on. */
const placeOf: Record<ClaimQueue['kind'], (options: ClaimOptions) => (string | boolean)[]> = {
  plain: ({ afterSequenceNumber }) => [afterSequenceNumber ?? '0'],
  ordered: inTurn,
  fair: inTurn,
  retry: ({ untriedFirst = false }) => [untriedFirst],
};

function inTurn({ afterSequenceNumber, afterFairnessKey }: ClaimOptions): string[] {
  return [afterSequenceNumber ?? '0', afterFairnessKey ?? ''];
}

async function routesOf(client: ClientBase, queue: ClaimQueue): Promise<readonly ClaimRoute[]> {
  const { kind, priority } = queue;
  const found = (await readQueues(client)).find((q) => q.kind === kind && q.priority === priority);
  return found?.routes ?? [];
}

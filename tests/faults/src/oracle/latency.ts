import type { Pool } from 'pg';

import type { Ledger } from '../load/ledger.ts';

/** An event from COMMIT to the acknowledgement of its workflow; milliseconds since the epoch. */
export interface Delivery {
  readonly id: string;
  readonly committedMs: number;
  readonly processedMs: number;
}

/** All events that are known to be committed and whose workflow was started, in the order of commits. */
export async function listDeliveries(admin: Pool, ledger: Ledger): Promise<Delivery[]> {
  const { rows } = await admin.query<{ id: string; processed_ms: number }>(
    `SELECT id, extract(epoch FROM processed_at)::float8 * 1000 AS processed_ms FROM domain_events
     WHERE processed_at IS NOT NULL AND event_metadata ? 'workflow_id'`,
  );
  const deliveries = rows.flatMap(({ id, processed_ms }) => {
    const committedMs = ledger.committed.get(id);
    return committedMs === undefined ? [] : [{ id, committedMs, processedMs: processed_ms }];
  });
  return deliveries.toSorted((one, other) => one.committedMs - other.committedMs);
}

/**
 * How long an event waited, in milliseconds, at least 0. Where something broke while it waited, it
 * counts from the last such moment.
 */
export function waitOf(delivery: Delivery, disturbances: readonly number[] = []): number {
  const { committedMs, processedMs } = delivery;
  const disturbed = disturbances.filter((at) => at >= committedMs && at <= processedMs);
  return Math.max(0, processedMs - Math.max(committedMs, ...disturbed));
}

/** The value that so many per cent of the values do not exceed; 0 when there are none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

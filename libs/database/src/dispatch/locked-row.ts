/**
 * Columns of a claimed event, out of a dispatch row `d` and its event `e`. Both are locked, the
 * dispatch row first: with the dispatch row alone an operator who resets the event deadlocks with
 * the acknowledgement (40P01).
 */
export const lockedColumns = `d.event_id, d.sequence_number, d.request_id, d.attempts, d.size_bytes, d.queue,
    d.fairness_key, d.route_number, e.event_type, e.event_version, e.aggregate_id, e.event_data, e.event_metadata,
    e.id`;

/**
 * Locks one candidate, a row with an `event_id`, by primary keys, or skips it when it is held or no
 * longer is what it was. A sub-query that locks is planned as it stands: as a nested loop, also on
 * tables that were never analysed.
 */
export function lockCandidate(candidate: string, condition: string): string {
  return `SELECT ${lockedColumns}
    FROM workflow_dispatch d JOIN domain_events e ON e.id = d.event_id
    WHERE d.event_id = ${candidate}.event_id AND d.available_at <= statement_timestamp() AND ${condition}
    FOR UPDATE OF d, e SKIP LOCKED`;
}

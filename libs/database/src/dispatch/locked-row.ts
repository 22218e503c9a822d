/** Columns that a candidate `c` must have: it is found by its place and taken only as it was found. */
export const candidateColumns = 'ctid, retrying';

/**
 * Locks one candidate `c`, or skips it when it is held or no longer is what it was. Both tables are
 * locked, the dispatch row first: with the dispatch row alone an operator who resets the event
 * deadlocks with the acknowledgement (40P01). A sub-query that locks is planned as it stands: as a
 * nested loop, also on tables that were never analysed. The comparison with the candidate's own
 * `retrying` matches no partial index, one of which may seem empty to the planner.
 */
export const lockCandidate = `SELECT d.event_id, d.sequence_number, d.request_id, d.attempts, d.size_bytes, d.queue,
      d.fairness_key, d.route_number, e.event_type, e.event_version, e.aggregate_id, e.event_data, e.event_metadata, e.id
    FROM workflow_dispatch d JOIN domain_events e ON e.id = d.event_id
    WHERE d.ctid = c.ctid AND d.retrying = c.retrying AND d.available_at <= statement_timestamp()
    FOR UPDATE OF d, e SKIP LOCKED`;

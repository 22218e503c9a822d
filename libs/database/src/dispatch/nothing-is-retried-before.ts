/**
 * Whether no earlier event of its aggregate is to be tried again; true for rows of other queues than
 * the ordered ones. Events that were not tried yet need no look: what comes to wait after a later one
 * has been claimed has a higher number, or is queued anew and then counts as tried.
 */
export function nothingIsRetriedBefore(row: string): string {
  return `(${row}.queue <> 'ordered' OR NOT EXISTS (
      SELECT FROM workflow_dispatch before
      WHERE before.queue = 'ordered' AND before.retrying AND before.aggregate_id = ${row}.aggregate_id
        AND before.sequence_number < ${row}.sequence_number
    ))`;
}

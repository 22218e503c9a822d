/**
 * Whether nothing of its aggregate waits before a row `w` of an ordered queue; true for other queues.
 * Written so that only the index of the heads serves, whatever the planner believes of the others.
 */
export const isFirstOfAggregate = `(w.queue <> 'ordered' OR w.sequence_number = (
            SELECT first.sequence_number FROM workflow_dispatch first
            WHERE first.queue = 'ordered' AND first.aggregate_id = w.aggregate_id
            ORDER BY first.sequence_number LIMIT 1
          ))`;

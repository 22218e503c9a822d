/** The workflow id of an event by its route. */
export function workflowIdOf(route: string, event: string): string {
  return `replace(replace(${route}.workflow_id_template, '{aggregate_id}', ${event}.aggregate_id::text),
      '{event_id}', ${event}.id::text)`;
}

/**
 * Whether the workflow of a claimed signal `m` is still to be started. Looked up by the index of the
 * aggregate, then by primary key. OFFSET 0 and count(*) keep the planner from reading the whole index
 * of unprocessed events for each signal, as it does while the tables are not analysed.
 */
export const startIsQueued = `EXISTS (
      SELECT FROM (
        SELECT * FROM domain_events WHERE aggregate_id = m.aggregate_id OFFSET 0
      ) s
      JOIN workflow_route o ON o.event_type = s.event_type AND o.signal_name IS NULL
        AND o.workflow_type = m.workflow_type
      WHERE s.processed_at IS NULL AND ${workflowIdOf('o', 's')} = m.workflow_id
        AND (SELECT count(*) FROM workflow_dispatch q WHERE q.event_id = s.id) > 0
    )`;

/** The workflow id of an event by the template of its route. */
export function workflowIdOf(template: string, aggregateId: string, eventId: string): string {
  return `replace(replace(${template}, '{aggregate_id}', ${aggregateId}::text), '{event_id}', ${eventId}::text)`;
}

/** Whether the workflow of a claimed signal `m` is still to be started. */
export const startIsQueued = `EXISTS (
      SELECT FROM workflow_route o
      JOIN workflow_dispatch q ON q.route_number = o.route_number AND q.aggregate_id::text = m.aggregate_id::text
      WHERE o.signal_name IS NULL AND o.workflow_type = m.workflow_type
        AND ${workflowIdOf('o.workflow_id_template', 'q.aggregate_id', 'q.event_id')} = m.workflow_id
    )`;

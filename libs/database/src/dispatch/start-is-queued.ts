import type { ClaimRoute } from './claim-queue.ts';

/** The workflow id of an event by its route. */
export function workflowIdOf(route: string, event: string): string {
  return `replace(replace(${route}.workflow_id_template, '{aggregate_id}', ${event}.aggregate_id::text),
      '{event_id}', ${event}.id::text)`;
}

/**
 * Whether a signal's workflow is still to be started: a signal waits for that, since both may have
 * been committed together. Asked for signals only: by the index of the aggregate, then by primary
 * key. OFFSET 0 and count(*) keep the planner from reading the whole index of unprocessed events
 * for each signal, as it does while the tables are not analysed (10,000 signals behind 50,000
 * starts: over 8 s a claim, so 0.2 s).
 */
const startIsQueued = `EXISTS (
      SELECT FROM workflow_route r, (
        SELECT * FROM domain_events WHERE aggregate_id = e.aggregate_id OFFSET 0
      ) s
      JOIN workflow_route o ON o.event_type = s.event_type AND o.signal_name IS NULL
      WHERE r.route_number = d.route_number AND o.workflow_type = r.workflow_type
        AND s.processed_at IS NULL AND ${workflowIdOf('o', 's')} = ${workflowIdOf('r', 'e')}
        AND (SELECT count(*) FROM workflow_dispatch q WHERE q.event_id = s.id) > 0
    )`;

/** A condition on a dispatch row `d` and its event `e`. */
export function startIsNotQueued(routes: readonly ClaimRoute[]): string {
  const signals = routes.filter(({ isSignal }) => isSignal).map(({ number }) => number);
  if (signals.length === 0) return 'true';
  return `NOT (d.route_number IN (${signals.join(', ')}) AND ${startIsQueued})`;
}

/** The same where the routes are not known. */
export const startOfSignalIsNotQueued = `NOT (
      d.route_number IN (SELECT route_number FROM workflow_route WHERE signal_name IS NOT NULL) AND ${startIsQueued}
    )`;

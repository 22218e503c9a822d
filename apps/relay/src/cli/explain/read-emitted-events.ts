import type { Client } from 'pg';

import type { EmittedEvent } from './event-story.ts';
import { type EventFacts, isoTime, startedWorkflowOf } from './read-event.ts';

/** Of each routed type, so many events after this one are looked at for their parent workflow. */
const lookedAt = 10_000;

/**
 * Events that the activities of the event's workflow emitted, oldest first. One that has started a
 * workflow of its own names ours as its parent only, for which there is no index.
 */
export async function readEmittedEvents(
  client: Client,
  facts: EventFacts,
): Promise<EmittedEvent[]> {
  const workflowId = startedWorkflowOf(facts);
  if (workflowId === undefined) return [];
  const { id, sequence_number } = facts.event;
  const { rows } = await client.query<EmittedEvent>(
    `
SELECT f.id, f.event_type AS type, ${isoTime('f.created_at')} AS at, f.event_metadata->>'activity_id' AS activity_id,
  s.status
FROM (
  SELECT e.* FROM domain_events e WHERE e.event_metadata->>'workflow_id' = $1
  UNION ALL
  SELECT n.* FROM workflow_route r CROSS JOIN LATERAL (
    SELECT e.* FROM domain_events e
    WHERE e.event_type = r.event_type AND e.sequence_number > $2
    ORDER BY e.sequence_number LIMIT ${lookedAt}
  ) n WHERE n.event_metadata->>'parent_workflow_id' = $1
) f CROSS JOIN LATERAL event_status(f.id) s
WHERE f.id <> $3 AND f.event_metadata->>'activity_id' IS NOT NULL
ORDER BY f.sequence_number`,
    [workflowId, sequence_number, id],
  );
  return rows;
}

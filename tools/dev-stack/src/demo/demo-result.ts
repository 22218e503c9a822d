import type { EventPage, WorkflowLineage } from '@a4c/event-queries';

import type { RequestedOrganization } from './request-organization.ts';
import type { WorkflowExecution, WorkflowOutcome } from './wait-for-workflow.ts';

/** An event as event-queries returns it. */
export type DemoEvent = EventPage['events'][number];

/** Everything that the demo saw. */
export type DemoResult = {
  request: RequestedOrganization;
  workflow: WorkflowExecution;
  outcome: WorkflowOutcome;
  /** From the organization to its event and workflow. */
  lineage: WorkflowLineage;
  /** From the last event back to its workflow and to the workflow's events. */
  back: { from: DemoEvent; workflow_id: string; events: readonly DemoEvent[] };
  commitToStartedMs: number;
  /** The workflow's page in Temporal's UI. */
  uiUrl: string | undefined;
};

/** The object that `--json` prints. Its keys are stable. */
export function toJson({ request, workflow, lineage, commitToStartedMs }: DemoResult) {
  return {
    event_id: request.event_id,
    organization_id: request.organization_id,
    ...workflow,
    /**
     * From the insert of the event's row to the relay's note on it that the workflow is started,
     * both by the database's clock: it holds the commit before, and the acknowledgement after what
     * the name says, so it is never too small.
     */
    commit_to_started_ms: commitToStartedMs,
    events: lineage.events,
  };
}

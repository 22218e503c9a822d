export {
  createEventQueries,
  type EventQueries,
  type EventQueriesOptions,
  type WorkflowEvents,
} from './create-event-queries.ts';
export type { EventStatus, EventStatusName } from './find-event-status.ts';
export type { EventWorkflow } from './find-workflow-for-event.ts';
export type { EventPage, PageOptions } from './page.ts';
export { InvalidQueryError, LineageNotFoundError } from './query-errors.ts';
export type { WorkflowLineage } from './trace-workflow-lineage.ts';

import type { Pool } from 'pg';

import { checkFieldValue, checkTags, checkText, checkUuid } from './check-arguments.ts';
import { findEventStatus } from './find-event-status.ts';
import { findWorkflowForEvent } from './find-workflow-for-event.ts';
import { listCountedEvents } from './list-counted-events.ts';
import { type EventFilter, listEvents } from './list-events.ts';
import { listFailedWorkflows } from './list-failed-workflows.ts';
import type { EventPage, PageOptions } from './page.ts';
import { traceWorkflowLineage } from './trace-workflow-lineage.ts';

export interface EventQueriesOptions {
  /** Logs in as a member of `a4c_reader`. The caller ends it. */
  readonly pool: Pool;
}

/** A page of a workflow's events, and how many there are in all. */
export interface WorkflowEvents extends EventPage {
  readonly total_count: number;
}

/** What `createEventQueries` makes. */
export type EventQueries = ReturnType<typeof createEventQueries>;

/**
 * Makes the queries that lead from events to workflows and back. They read and never write.
 *
 * Columns keep their names. Times are `Date`s, which hold milliseconds; the database holds
 * microseconds, and order is by `sequence_number`, a bigint as text. A transaction that commits late
 * may add an event below a page that has been read, so a list is no feed to follow.
 *
 * Every query rejects with `InvalidQueryError` (`invalid_query`) for an argument that cannot be used,
 * and with what `pg` throws when the database cannot be.
 */
export function createEventQueries({ pool }: EventQueriesOptions) {
  const newest = (filter: Omit<EventFilter, 'order'>, page?: PageOptions) =>
    listEvents(pool, { ...filter, order: 'newest_first' }, page);
  const oldest = (filter: Omit<EventFilter, 'order'>, page?: PageOptions) =>
    listEvents(pool, { ...filter, order: 'oldest_first' }, page);

  return {
    /** What became of an event. Undefined when there is none with this id. */
    findEventStatus: async (eventId: string) =>
      findEventStatus(pool, checkUuid('eventId', eventId)),

    /**
     * The workflow that an event started, or whose activity emitted it. Undefined while there is
     * none: the event is unknown, waits, or starts nothing.
     */
    findWorkflowForEvent: async (eventId: string) =>
      findWorkflowForEvent(pool, checkUuid('eventId', eventId)),

    /**
     * A workflow's events, oldest first: those that started it and those that it emitted, over all
     * of its runs. An unknown workflow has none.
     */
    getEventsForWorkflow: async (
      workflowId: string,
      page?: PageOptions,
    ): Promise<WorkflowEvents> => {
      const { total_count, events, next_cursor } = await listCountedEvents(
        pool,
        {
          query: 'getEventsForWorkflow',
          where: `event_metadata->>'workflow_id' = $1`,
          values: [checkText('workflowId', workflowId)],
          order: 'oldest_first',
        },
        page,
      );
      return { total_count, events, next_cursor };
    },

    /** A workflow's events of one type, oldest first. */
    listWorkflowEventsOfType: async (workflowId: string, eventType: string, page?: PageOptions) =>
      oldest(
        {
          query: 'listWorkflowEventsOfType',
          where: `event_metadata->>'workflow_id' = $1 AND event_type = $2`,
          values: [checkText('workflowId', workflowId), checkText('eventType', eventType)],
        },
        page,
      ),

    /** Events of one run of a workflow, oldest first. */
    listEventsForRun: async (workflowRunId: string, page?: PageOptions) =>
      oldest(
        {
          query: 'listEventsForRun',
          where: `event_metadata->>'workflow_run_id' = $1`,
          values: [checkUuid('workflowRunId', workflowRunId)],
        },
        page,
      ),

    /** Events that an activity function emitted, in any workflow, newest first. */
    listEventsForActivity: async (activityId: string, page?: PageOptions) =>
      newest(
        {
          query: 'listEventsForActivity',
          where: `event_metadata->>'activity_id' = $1`,
          values: [checkText('activityId', activityId)],
        },
        page,
      ),

    /** Events that a user caused, newest first. */
    listEventsForUser: async (userId: string, page?: PageOptions) =>
      newest(
        {
          query: 'listEventsForUser',
          where: `event_metadata->>'user_id' = $1`,
          values: [checkUuid('userId', userId)],
        },
        page,
      ),

    /** An aggregate's history, oldest first. */
    listEventsForAggregate: async (aggregateId: string, page?: PageOptions) =>
      oldest(
        {
          query: 'listEventsForAggregate',
          where: 'aggregate_id = $1',
          values: [checkUuid('aggregateId', aggregateId)],
        },
        page,
      ),

    /** Events that carry all of the given tags, newest first. */
    listEventsWithTags: async (tags: readonly string[], page?: PageOptions) =>
      newest(
        {
          query: 'listEventsWithTags',
          where: `event_metadata->'tags' ?& $1::text[]`,
          values: [checkTags(tags)],
        },
        page,
      ),

    /** Events of one request across systems, oldest first. */
    listEventsWithCorrelationId: async (correlationId: string, page?: PageOptions) =>
      oldest(
        {
          query: 'listEventsWithCorrelationId',
          where: `event_metadata->>'correlation_id' = $1`,
          values: [checkText('correlationId', correlationId)],
        },
        page,
      ),

    /**
     * Events whose metadata field has the value, or is an array that holds it, newest first.
     * No index helps: it reads events until the page is full, the whole table for a value that
     * does not occur.
     */
    listEventsWithField: async (
      key: string,
      value: string | number | boolean,
      page?: PageOptions,
    ) =>
      newest(
        {
          query: 'listEventsWithField',
          where: 'event_metadata->$1::text @> $2::jsonb',
          values: [checkText('key', key), JSON.stringify(checkFieldValue(value))],
        },
        page,
      ),

    /** Events whose workflow has not been started, newest first: waiting or dead-lettered. */
    listUnprocessedEvents: async (page?: PageOptions) =>
      newest({ query: 'listUnprocessedEvents', where: 'processed_at IS NULL', values: [] }, page),

    /** Events whose workflow could not be started at the last attempt, newest first. */
    listEventsWithErrors: async (page?: PageOptions) =>
      newest(
        { query: 'listEventsWithErrors', where: 'processing_error IS NOT NULL', values: [] },
        page,
      ),

    /** Events whose workflow was started and said by its declared event that it failed, newest first. */
    listFailedWorkflows: async (page?: PageOptions) => listFailedWorkflows(pool, page),

    /**
     * From an aggregate to the event and the workflow that made it, with a page of all events of
     * both, oldest first.
     *
     * @throws LineageNotFoundError when no event of the aggregate starts a workflow.
     */
    traceWorkflowLineage: async (aggregateId: string, page?: PageOptions) =>
      traceWorkflowLineage(pool, checkUuid('aggregateId', aggregateId), page),
  };
}

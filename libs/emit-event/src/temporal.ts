import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { v5 as uuidv5 } from 'uuid';

import type { EmitterContext } from './emit-event.ts';

/** Namespace of the ids of events that activities emit. Any constant; never change it. */
const namespace = '5e1f0f0c-4c1e-5d0a-9f43-0a7a4f7c2b11';

/** How often each type was emitted so far by this attempt of an activity. */
const emitted = new WeakMap<Context, Map<string, number>>();

/**
 * Says, inside a Temporal activity, which workflow and activity emit. Give it to `createEmitEvent`.
 *
 * Event ids are UUIDv5 of workflow id, run id, activity id, event type and how many of that type
 * the attempt has emitted before, so a retry of the activity that emits in the same order stores
 * nothing twice. An activity that repeats an emission by itself, after an error, counts on: let it
 * fail and be retried, or give the event an id.
 */
export function activityEmitterContext(): EmitterContext | undefined {
  const context = asyncLocalStorage.getStore();
  const { workflowExecution, workflowType, activityId, activityType } = context?.info ?? {};
  if (context === undefined || workflowExecution === undefined || workflowType === undefined) {
    return undefined;
  }
  const { workflowId, runId } = workflowExecution;
  return {
    metadata: {
      workflow_id: workflowId,
      workflow_run_id: runId,
      workflow_type: workflowType,
      ...(activityType === undefined ? {} : { activity_id: activityType }),
    },
    nextEventId: (eventType) => {
      const counts = emitted.get(context) ?? new Map<string, number>();
      emitted.set(context, counts);
      const ordinal = counts.get(eventType) ?? 0;
      counts.set(eventType, ordinal + 1);
      return uuidv5(JSON.stringify([workflowId, runId, activityId, eventType, ordinal]), namespace);
    },
  };
}

import * as z from 'zod';

const camelCase = /^[a-z][a-zA-Z0-9]*$/;
/** Lower case and no ASCII white space. Flag u: Postgres counts code points, so must JavaScript. */
const tag = /^[^A-Z \t\n\v\f\r]+$/u;

const workflowId = z.string().max(255);
const workflowRunId = z.uuid();
const workflowType = z.string().max(100).regex(camelCase);

/**
 * The contract of `event_metadata`, shared by all events. Unknown keys are custom fields and are
 * kept as they are. Limits: the event metadata reference in docs/reference.
 */
export const eventMetadata = z.looseObject({
  /** When it happened, by the emitter's clock: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  timestamp: z.iso.datetime({ precision: 3 }),
  tags: z.array(z.string().regex(tag)).max(10).optional(),
  /** Where it came from: ui, api, cron, webhook, worker or a name of your own. */
  source: z
    .string()
    .max(50)
    .regex(/^[^A-Z]*$/u)
    .optional(),
  user_id: z.uuid().optional(),
  correlation_id: z.string().max(255).optional(),
  workflow_id: workflowId.optional(),
  workflow_run_id: workflowRunId.optional(),
  workflow_type: workflowType.optional(),
  /** The activity's function name; only on events that an activity emitted. */
  activity_id: z.string().max(100).regex(camelCase).optional(),
  parent_workflow_id: workflowId.optional(),
  parent_workflow_run_id: workflowRunId.optional(),
  parent_workflow_type: workflowType.optional(),
  processing_error: z.string().max(1000).optional(),
  retry_count: z.int().min(0).optional(),
});

/** Keys that only the relay and the activities write. A client that sends one is refused. */
export const reservedMetadataKeys = [
  'workflow_id',
  'workflow_run_id',
  'workflow_type',
  'activity_id',
  'parent_workflow_id',
  'parent_workflow_run_id',
  'parent_workflow_type',
  'processing_error',
  'retry_count',
] as const;

/** What an emitter may say. `timestamp` is filled in when it is absent. */
export type EventMetadataInput = {
  readonly timestamp?: string;
  readonly tags?: readonly string[];
  readonly source?: string;
  readonly user_id?: string;
  readonly correlation_id?: string;
  readonly [custom: string]: unknown;
} & { readonly [Key in (typeof reservedMetadataKeys)[number]]?: never };

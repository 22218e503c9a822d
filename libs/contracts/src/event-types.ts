import type * as z from 'zod';

import type { EventMetadata } from './event-metadata.ts';
import type { registry } from './registry.ts';

type Contract = (typeof registry)[number];

/** Names of all declared events. */
export type EventType = Contract['type'];

/** `event_data` of an event type. */
export type EventData<Type extends EventType> = z.infer<
  Extract<Contract, { readonly type: Type }>['data']
>;

/** The one argument of every workflow: the event that started it. */
export interface WorkflowInput<Type extends EventType> {
  readonly event_id: string;
  readonly event_type: Type;
  readonly event_version: number;
  readonly aggregate_id: string;
  readonly data: EventData<Type>;
  readonly metadata: EventMetadata;
}

import type {
  EventDataByType,
  EventMetadata,
  EventTypesByWorkflow,
} from './generated/event-types.ts';

/** Names of all declared events. */
export type EventType = keyof EventDataByType;

/** `event_data` of an event type. */
export type EventData<Type extends EventType> = EventDataByType[Type];

/** The one argument of every workflow: the event that started it. */
export interface WorkflowInput<Type extends EventType> {
  readonly event_id: string;
  readonly event_type: Type;
  readonly event_version: number;
  readonly aggregate_id: string;
  readonly data: EventData<Type>;
  readonly metadata: EventMetadata;
}

/** The argument of each workflow that events start, by the workflow's name. */
export type WorkflowInputs = {
  readonly [Workflow in keyof EventTypesByWorkflow]: WorkflowInputOf<
    EventTypesByWorkflow[Workflow]
  >;
};

type WorkflowInputOf<Type extends EventType> = Type extends EventType ? WorkflowInput<Type> : never;

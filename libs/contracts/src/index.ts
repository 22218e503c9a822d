export {
  type EventIssue,
  InvalidContractError,
  InvalidEventError,
  UnknownEventTypeError,
} from './contract-errors.ts';
export { sqlNameOf } from './check-contract.ts';
export {
  defineEvent,
  type EventContract,
  type HttpEmission,
  type SignalsWorkflow,
  type StartsWorkflow,
} from './define-event.ts';
export {
  eventMetadata,
  type EventMetadata,
  type EventMetadataInput,
  reservedMetadataKeys,
} from './event-metadata.ts';
export type { EventData, EventType, WorkflowInput } from './event-types.ts';
export { contractOf, isEventType, issuesOf, parseEvent } from './parse-event.ts';
export { registry } from './registry.ts';
export { maxDepth } from './storable.ts';
export type { StoredEvent } from './stored-event.ts';

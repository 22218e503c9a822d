export {
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
export { eventMetadata, type EventMetadataInput, reservedMetadataKeys } from './event-metadata.ts';
export type { EventData, EventType, WorkflowInput, WorkflowInputs } from './event-types.ts';
export type { EventMetadata } from './generated/event-types.ts';
export { latestContracts } from './latest-contracts.ts';
export { contractOf, isEventType, issuesOf, parseEvent } from './parse-event.ts';
export { registry } from './registry.ts';
export { maxDepth } from './storable.ts';
export type { StoredEvent } from './stored-event.ts';
export type { EventIssue } from './validator-runtime/event-issue.ts';

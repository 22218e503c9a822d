export {
  type BrokenEvent,
  ContractsInUseError,
  ContractValidationError,
  DatabaseBusyError,
  MigrationRightsError,
  OlderContractsError,
} from './database-errors.ts';
export { acknowledgeStarts, type StartedWorkflow } from './dispatch/acknowledge-starts.ts';
export { type ClaimQueue, type ClaimRoute, readQueues } from './dispatch/claim-queue.ts';
export { type ClaimedEvent, claimEvents, type ClaimOptions } from './dispatch/claim-events.ts';
export { deadLetterEvents, type GivenUpStart } from './dispatch/dead-letter-events.ts';
export { findUnroutedTypes } from './dispatch/find-unrouted-types.ts';
export { type GateAnswer, releaseGate, tryGate } from './dispatch/gate.ts';
export { holdBackEvent, type RefusedWrite } from './dispatch/hold-back-event.ts';
export { lockEvents } from './dispatch/lock-events.ts';
export { nextRetryInMs } from './dispatch/next-retry.ts';
export { type InFlightStart, postponeEvents } from './dispatch/postpone-events.ts';
export { type FailedStart, recordFailures } from './dispatch/record-failures.ts';
export { recoverMissingDispatch } from './dispatch/recover-missing-dispatch.ts';
export { readRelayControl } from './dispatch/relay-control.ts';
export {
  type RelayInstance,
  removeRelayInstance,
  reportRelayInstance,
} from './dispatch/relay-instance.ts';
export { migrate, type MigrateOptions } from './migrate.ts';

export {
  type ArchiveObstacle,
  type ArchivePosition,
  archiveStart,
  type CandidatePage,
  readArchiveCandidates,
} from './archive/archive-candidates.ts';
export { tryArchiveLock } from './archive/archive-lock.ts';
export { findContractSetInForce } from './archive/contract-set-in-force.ts';
export { hasEventsBetween } from './archive/has-events-between.ts';
export {
  type ArchivedEvent,
  removeArchivedEvents,
  type RemovalOutcome,
} from './archive/remove-archived-events.ts';
export {
  type RestoredEvent,
  restoreEvents,
  type RestoreOutcome,
} from './archive/restore-events.ts';
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
export { claimSettings } from './dispatch/claim-settings.ts';
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
export { compareRoutes, type RouteComparison } from './operate/compare-routes.ts';
export { countDeadLetters, type DeadLetterCount } from './operate/count-dead-letters.ts';
export type { DeadLetterFilter } from './operate/dead-letter-filter.ts';
export { findMissingMigration } from './operate/find-missing-migration.ts';
export {
  type DeadLetter,
  listDeadLetters,
  listDeadLettersOfEvent,
} from './operate/list-dead-letters.ts';
export {
  countReplayableEvents,
  type ReplayCount,
  type ReplayedSpan,
  replayEvents,
  type ReplayPosition,
} from './operate/replay-events.ts';
export {
  discardDeadLetters,
  type LetterBatch,
  type ResolvedBatch,
  retryDeadLetters,
} from './operate/resolve-dead-letters.ts';
export { type PauseOutcome, setRelaysPaused, setRoutePaused } from './operate/set-paused.ts';

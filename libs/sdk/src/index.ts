export {
  NetworkError,
  ProblemError,
  TimeoutError,
  ValidationError,
  WorkflowFailedError,
} from './client-errors.ts';
export { type Client, type ClientOptions, createClient, type Fetch } from './create-client.ts';
export type { EmitOptions, EmittedEvent } from './emit-event.ts';
export type { EventStatus } from './event-status.ts';
// One function for each event that clients may emit: the contracts say which there are.
export * from './generated/functions.ts';
export type { EventIssue } from './generated/validator-runtime/event-issue.ts';
export { getEvent } from './get-event.ts';
export { waitForCompletion, waitForWorkflow, type WaitOptions } from './wait-for-event.ts';

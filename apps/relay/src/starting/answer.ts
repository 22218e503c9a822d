import type { ClaimedEvent } from '@a4c/database';

/** What became of one attempt to start a workflow, in the relay's terms. */
export type Answer =
  | { readonly kind: 'running'; readonly runId: string; readonly outcome: 'started' | 'attached' }
  /** Temporal cannot be used at present, by anyone. */
  | { readonly kind: 'outage'; readonly code: string; readonly message: string }
  /** Temporal is there, but this call failed. Worth another attempt. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  /** This event can never start its workflow as it is. */
  | { readonly kind: 'hopeless'; readonly code: string; readonly message: string }
  /** The relay itself is set up wrongly: no event's fault. */
  | { readonly kind: 'configuration'; readonly code: string; readonly message: string };

/** A claimed event with what Temporal said. */
export interface AnsweredEvent {
  readonly event: ClaimedEvent;
  readonly answer: Answer;
}

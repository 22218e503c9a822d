import type { GateState } from './lifecycle.ts';

/** How a relay is at one moment: what its row in `relay_instance` and its metrics say. */
export interface RelayGauges {
  /** Whether notifications are known to arrive. */
  readonly isListening: boolean;
  /** Whether an operator has paused all relays. */
  readonly isPaused: boolean;
  readonly gate: GateState;
  /** Whether Temporal is called, or why not. */
  readonly breaker: 'closed' | 'outage' | 'configuration';
  /** Calls to Temporal that the relay allows itself at once. */
  readonly window: number;
  /** Calls to Temporal without an answer yet. */
  readonly inFlight: number;
  /** Events that a claim asks for. */
  readonly batchSize: number;
  /** Answers that wait to be written after their claim has ended. */
  readonly unwrittenAnswers: number;
  /** Other relays that were alive within seconds. */
  readonly siblings: number;
}

import type { ClaimedEvent } from '@a4c/database';

import type { Answer } from './answer.ts';

/**
 * What the relay needs of Temporal. `createTemporalStarter` is the real one; tests and benchmarks
 * put others in its place. A call has a deadline of its own and is not repeated inside.
 */
export interface Starter {
  /**
   * Starts the event's workflow, finds the one that has its id, or signals it. The same request id
   * must give the same run. Rejects with the gRPC error, which the relay sorts.
   */
  start(event: ClaimedEvent): Promise<Answer>;
  /** Whether the namespace can be used at all. Rejects with the gRPC error when not. */
  ask(): Promise<void>;
}

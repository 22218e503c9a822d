/**
 * What the writers know of their transactions. A connection that breaks during COMMIT leaves it
 * unknown whether the events are there: the oracle looks those up.
 */
export interface Ledger {
  /** Event id → when COMMIT had returned, milliseconds since the epoch. */
  readonly committed: Map<string, number>;
  /** COMMIT was never sent, or was refused. */
  readonly aborted: Set<string>;
  readonly unknown: Set<string>;
}

export function createLedger(): Ledger {
  return { committed: new Map(), aborted: new Set(), unknown: new Set() };
}

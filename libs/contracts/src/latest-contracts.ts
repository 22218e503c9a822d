import type { EventContract } from './define-event.ts';

/** The newest version of every event type, in the order given: what is emitted now. */
export function latestContracts(contracts: readonly EventContract[]): EventContract[] {
  return contracts.filter(({ type, version }) =>
    contracts.every((other) => other.type !== type || other.version <= version),
  );
}

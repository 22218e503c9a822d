import type { EventIr } from './contract-ir.ts';

/** The newest version of every event type, in the order of the types. */
export function latestVersions(events: readonly EventIr[]): EventIr[] {
  return events.filter(({ type, version }) =>
    events.every((other) => other.type !== type || other.version <= version),
  );
}

import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { type ContractsLock, lockFile } from './print-lock.ts';
import { type Narrowing, shapeNarrowings } from './shape-narrowings.ts';

/** Released contracts that take less than they took. */
class NarrowedContractsError extends Error {
  readonly code = 'narrowed_contracts';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Released contracts may only widen, because stored events are checked again at every update; nothing was written:\n` +
        `${problems.map((line) => `  - ${line}`).join('\n')}\n` +
        `A version that was never committed may still change: take the lock of the last commit first (git checkout -- ${lockFile}).`,
    );
    this.name = 'NarrowedContractsError';
    this.problems = problems;
  }
}

/**
 * Refuses contracts under which an event that the lock's contracts accept might be refused.
 * Experimental events may change at will, until they are declared stable.
 *
 * @throws NarrowedContractsError naming every rule and path, and what to do.
 */
export function refuseNarrowing(lock: ContractsLock, contracts: ContractsIr): void {
  const problems = narrowedContracts(lock, contracts);
  if (problems.length > 0) throw new NarrowedContractsError(problems);
}

/** One line for each narrowing; empty when all changes are provable widenings. */
export function narrowedContracts(
  lock: ContractsLock,
  { events, metadata }: ContractsIr,
): string[] {
  const ofEvents = lock.events.flatMap(({ contract: old }) => {
    if (old.stability === 'experimental') return [];
    const now = events.find(({ type, version }) => type === old.type && version === old.version);
    return now ? eventProblems(old, now) : [goneProblem(old)];
  });
  const ofMetadata = shapeNarrowings(lock.metadata.contract, metadata, {
    path: 'event_metadata',
    oldDefinitions: {},
    newDefinitions: {},
    assumed: new Set(),
  }).map(
    ({ path, rule }) =>
      `${path}: "${rule}" was not asked for before. Take it back; all events share the metadata.`,
  );
  return [...ofEvents, ...ofMetadata];
}

function eventProblems(old: EventIr, now: EventIr): string[] {
  const instead = `Take it back, or declare version ${old.version + 1} of ${old.type} beside version ${old.version}.`;
  const narrowings: Narrowing[] = shapeNarrowings(old.data, now.data, {
    path: 'event_data',
    oldDefinitions: old.definitions ?? {},
    newDefinitions: now.definitions ?? {},
    assumed: new Set(),
  });
  return [
    ...narrowings.map(
      ({ path, rule }) =>
        `${label(old)} at ${path}: "${rule}" was not asked for before. ${instead}`,
    ),
    ...(old.aggregateType === now.aggregateType
      ? []
      : [
          `${label(old)} at aggregateType: "${old.aggregateType}" became "${now.aggregateType}". ${instead}`,
        ]),
    ...(now.stability === 'experimental'
      ? [`${label(old)} at stability: a stable event does not become experimental. ${instead}`]
      : []),
  ];
}

function goneProblem(old: EventIr): string {
  return `${label(old)}: it is no longer declared, and stored events of it would be refused. Put it back, with deprecated saying what to use instead.`;
}

function label({ type, version }: EventIr): string {
  return `${type} v${version}`;
}

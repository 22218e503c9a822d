import type { EventContract } from '@a4c/contracts';

import { label, nameProblems } from './name-problems.ts';

/** What is wrong with the contracts as a set; each for itself is checked by `defineEvent`. */
export function registryProblems(registry: readonly EventContract[]): string[] {
  return [
    ...orderProblems(registry),
    ...versionProblems(registry),
    ...outcomeProblems(registry),
    ...signalProblems(registry),
    ...nameProblems(registry),
  ];
}

function orderProblems(registry: readonly EventContract[]): string[] {
  return registry.flatMap((contract, index) => {
    const before = registry[index - 1];
    if (before === undefined || isBefore(before, contract)) return [];
    const [a, b] = [label(before), label(contract)];
    return a === b
      ? [`registry: ${a} stands in it twice. Remove one.`]
      : [`registry: ${a} stands before ${b}. Sort by type, then by version.`];
  });
}

function isBefore(a: EventContract, b: EventContract): boolean {
  return a.type < b.type || (a.type === b.type && a.version < b.version);
}

function versionProblems(registry: readonly EventContract[]): string[] {
  const byType = Map.groupBy(registry, ({ type }) => type);
  return [...byType].flatMap(([type, contracts]) => {
    const versions = new Set(contracts.map(({ version }) => version));
    const missing = Array.from({ length: Math.max(...versions) }, (_, index) => index + 1).filter(
      (version) => !versions.has(version),
    );
    if (missing.length === 0) return [];
    return [
      `${type}: version ${missing.join(', ')} is missing. Versions count from 1 without gaps, because rows of old versions stay checkable.`,
    ];
  });
}

function outcomeProblems(registry: readonly EventContract[]): string[] {
  const types = new Set(registry.map(({ type }) => type));
  return registry.flatMap((contract) =>
    (['completedBy', 'failedBy'] as const).flatMap((key) => {
      const outcome = contract.starts?.[key];
      if (outcome === undefined || types.has(outcome)) return [];
      return [
        `${label(contract)} at starts.${key}: "${outcome}" is no declared event. Declare it, or correct the name.`,
      ];
    }),
  );
}

/** A signal to a workflow that no event starts under that id would never arrive. */
function signalProblems(registry: readonly EventContract[]): string[] {
  return registry.flatMap((contract) => {
    const { signals } = contract;
    if (!signals) return [];
    const ids = registry.flatMap(({ starts }) =>
      starts?.workflow === signals.workflow ? [starts.workflowId] : [],
    );
    if (ids.includes(signals.workflowId)) return [];
    const [found] = ids;
    return [
      found === undefined
        ? `${label(contract)} at signals.workflow: no contract starts "${signals.workflow}". Declare the event that does, or correct the name.`
        : `${label(contract)} at signals.workflowId: "${signals.workflow}" is started with the id "${found}", not "${signals.workflowId}". Use the same template.`,
    ];
  });
}

import { type EventContract, sqlNameOf } from '@a4c/contracts';

import { aggregateIdProblem, functionNameProblem } from './function-names.ts';

/** PostgreSQL cuts longer names, silently. */
const maxIdentifierBytes = 63;

/** What is wrong with the contracts as a set; each for itself is checked by `defineEvent`. */
export function registryProblems(registry: readonly EventContract[]): string[] {
  return [
    ...orderProblems(registry),
    ...versionProblems(registry),
    ...outcomeProblems(registry),
    ...signalProblems(registry),
    ...registry.flatMap((contract) => httpProblems(contract)),
    ...functionProblems(registry),
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

function httpProblems(contract: EventContract): string[] {
  const { http } = contract;
  if (!http) return [];
  return Object.entries({
    function: functionNameProblem(http.function),
    aggregateId: aggregateIdProblem(http.aggregateId),
  }).flatMap(([key, problem]) =>
    problem === undefined ? [] : [`${label(contract)} at http.${key}: ${problem}`],
  );
}

function functionProblems(registry: readonly EventContract[]): string[] {
  const emitted = new Map<string, EventContract>();
  return registry.flatMap((contract) => {
    if (!contract.http) return [];
    const other = emitted.get(contract.http.function);
    emitted.set(contract.http.function, contract);
    if (other === undefined || other.type === contract.type) return [];
    return [
      `${label(contract)} at http.function: "${contract.http.function}" is taken by ${label(other)}. Give each event its own function.`,
    ];
  });
}

function nameProblems(registry: readonly EventContract[]): string[] {
  return registry.flatMap((contract) => {
    const name = `${sqlNameOf(contract.type)}_v${contract.version}`;
    const bytes = Buffer.byteLength(name);
    if (bytes <= maxIdentifierBytes) return [];
    return [
      `${label(contract)}: the SQL name ${name} has ${bytes} bytes, PostgreSQL keeps ${maxIdentifierBytes}. Shorten the type.`,
    ];
  });
}

function label({ type, version }: EventContract): string {
  return `${type} v${version}`;
}

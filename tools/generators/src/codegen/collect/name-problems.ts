import { type EventContract, sqlNameOf } from '@a4c/contracts';

import { camelCase, pascalCase } from '../print-validators/typescript-text.ts';
import { aggregateIdProblem, functionNameProblem } from './function-names.ts';

/** PostgreSQL cuts longer names, silently. */
const maxIdentifierBytes = 63;

/** Names of contracts that what is generated could not have, or would have twice. */
export function nameProblems(registry: readonly EventContract[]): string[] {
  return [
    ...registry.flatMap((contract) => httpProblems(contract)),
    ...functionProblems(registry),
    ...generatedNameProblems(registry),
    ...sqlNameProblems(registry),
  ];
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
    const name = camelCase(contract.http.function);
    const other = emitted.get(name);
    emitted.set(name, contract);
    if (other === undefined || other.type === contract.type) return [];
    if (other.http?.function !== contract.http.function) {
      return [
        `${label(contract)} at http.function: "${contract.http.function}" is ${name}() in the SDK, as is that of ${label(other)}. Choose other words.`,
      ];
    }
    return [
      `${label(contract)} at http.function: "${contract.http.function}" is taken by ${label(other)}. Give each event its own function.`,
    ];
  });
}

/** Versions stand behind these names, so that one of each type tells. */
function generatedNameProblems(registry: readonly EventContract[]): string[] {
  const types = new Set(registry.map(({ type }) => type));
  return [...Map.groupBy(types, (type) => pascalCase(type))].flatMap(([name, [first, ...others]]) =>
    others.map(
      (type) =>
        `${type}: generated code calls it ${name}, as it does ${first}. Choose other words for one of them.`,
    ),
  );
}

function sqlNameProblems(registry: readonly EventContract[]): string[] {
  return registry.flatMap((contract) => {
    const name = `${sqlNameOf(contract.type)}_v${contract.version}`;
    const bytes = Buffer.byteLength(name);
    if (bytes <= maxIdentifierBytes) return [];
    return [
      `${label(contract)}: the SQL name ${name} has ${bytes} bytes, PostgreSQL keeps ${maxIdentifierBytes}. Shorten the type.`,
    ];
  });
}

/** As messages name a contract. */
export function label({ type, version }: EventContract): string {
  return `${type} v${version}`;
}

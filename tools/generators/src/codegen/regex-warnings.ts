import { stringChecks } from './contract-ir-checks.ts';
import type { ContractsIr } from './contract-ir.ts';

/** A session keeps the last 32 regular expressions compiled; a few are used elsewhere. */
const comfortable = 28;

/** Says so before patterns become slow: one that is not kept costs 15–20 µs at each use, not 2.5. */
export function regexWarnings(contracts: ContractsIr): string[] {
  const patterns = new Set(
    stringChecks(contracts).flatMap((check) =>
      'source' in check ? [`/${check.source}/${check.flags}`] : [],
    ),
  );
  if (patterns.size <= comfortable) return [];
  return [
    `The contracts use ${patterns.size} different patterns, and Postgres keeps 32 compiled. ` +
      'Give fields of the same form the same pattern, or each check costs up to 20 µs.',
  ];
}

import type { ContractsIr } from '../contract-ir.ts';
import { printAcceptors } from '../print-acceptors/print-acceptors.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import {
  checkName,
  metadataCheckName,
  printEventCheck,
  printMetadataCheck,
} from './check-function.ts';
import { printTable } from './function-table.ts';
import { createModuleScope, createPatternNames } from './module-scope.ts';

const folder = 'libs/contracts/src/generated';

/** Straight-line validators of every version of every event, and of the metadata; and acceptors. */
export function printValidators(contracts: ContractsIr): PrintedFiles {
  const { events, metadata } = contracts;
  const patterns = createPatternNames();
  const module = createModuleScope(patterns);
  const checks = [
    ...events.flatMap((event) => printEventCheck(module, event)),
    printMetadataCheck(module, metadata),
  ];
  const table = [
    'type Check = (rules: BrokenRule[], data: unknown) => void;',
    '',
    '/** The function for each event type, by version. */',
    ...printTable('dataChecks', 'Check', events, checkName),
    '',
    `export { ${metadataCheckName} };`,
  ];
  const parts = [
    module.printImports('../validator-runtime').join('\n'),
    ...checks,
    table.join('\n'),
  ];
  return {
    [`${folder}/validators.ts`]: `// ${generatedNotice}\n\n${parts.join('\n\n')}\n`,
    [`${folder}/acceptors.ts`]: printAcceptors(contracts, patterns),
    [`${folder}/patterns.ts`]: printPatterns(patterns.print()),
  };
}

/** The module that the patterns of validators stand in. */
export function printPatterns(lines: readonly string[]): string {
  return `// ${generatedNotice}\n\n${lines.length === 0 ? 'export {};' : lines.join('\n')}\n`;
}

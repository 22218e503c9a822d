import type { ContractsIr } from '../contract-ir.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import {
  checkName,
  metadataCheckName,
  printEventCheck,
  printMetadataCheck,
} from './check-function.ts';
import { createModuleScope, createPatternNames } from './module-scope.ts';

const folder = 'libs/contracts/src/generated';

/** Straight-line validators of every version of every event, and of the metadata. */
export function printValidators({ events, metadata }: ContractsIr): PrintedFiles {
  const patterns = createPatternNames();
  const module = createModuleScope(patterns);
  const checks = [
    ...events.flatMap((event) => printEventCheck(module, event)),
    printMetadataCheck(module, metadata),
  ];
  const table = [
    '/** The function for each version of each event type. */',
    'export const dataChecks: Readonly<Record<string, (rules: BrokenRule[], data: unknown) => void>> = {',
    ...events.map((event) => `  '${event.type} v${event.version}': ${checkName(event)},`),
    '};',
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
    [`${folder}/patterns.ts`]: printPatterns(patterns.print()),
  };
}

/** The module that the patterns of validators stand in. */
export function printPatterns(lines: readonly string[]): string {
  return `// ${generatedNotice}\n\n${lines.length === 0 ? 'export {};' : lines.join('\n')}\n`;
}

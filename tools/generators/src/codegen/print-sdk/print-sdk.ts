import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { createPatternNames } from '../print-validators/module-scope.ts';
import { printPatterns } from '../print-validators/print-validators.ts';
import { camelCase } from '../print-validators/typescript-text.ts';
import { generatedNotice, joinFiles, type PrintedFiles } from '../printed-files.ts';
import { bodyName, printEmitFunction } from './emit-function.ts';

const folder = 'libs/sdk/src/generated';
const contractsSource = join(import.meta.dirname, '../../../../../libs/contracts/src');

/** The generated part of `@a4c/sdk`: a module for each event that clients may emit. */
export function printSdk({ events }: ContractsIr): PrintedFiles {
  const emittable = latestVersions(events).filter((event) => event.http !== undefined);
  const patterns = createPatternNames();
  const modules = emittable.map((event) => ({
    [`${folder}/${moduleName(event)}.ts`]: printEmitFunction(event, patterns),
  }));
  return joinFiles([
    ...modules,
    { [`${folder}/functions.ts`]: printFunctions(emittable) },
    { [`${folder}/patterns.ts`]: printPatterns(patterns.print()) },
    validatorRuntime(),
  ]);
}

function moduleName({ http }: EventIr): string {
  return http?.function ?? '';
}

function printFunctions(events: readonly EventIr[]): string {
  const lines = events
    .map((event) => [moduleName(event), bodyName(event)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, body]) => `export { ${camelCase(file)}, type ${body} } from './${file}.ts';`);
  return `// ${generatedNotice}\n\n${lines.length === 0 ? 'export {};' : lines.join('\n')}\n`;
}

/** The package leaves this workspace and takes the hand-written part of the validators with it. */
function validatorRuntime(): PrintedFiles {
  const own = readdirSync(join(contractsSource, 'validator-runtime')).filter(
    (name) => !name.endsWith('.test.ts'),
  );
  return Object.fromEntries(
    ['storable.ts', ...own.map((name) => `validator-runtime/${name}`)].map((path) => [
      `${folder}/validator-runtime/${path.replace('validator-runtime/', '')}`,
      `// ${generatedNotice}\n\n${readFileSync(join(contractsSource, path), 'utf8').replaceAll(`'./validator-runtime/`, `'./`)}`,
    ]),
  );
}

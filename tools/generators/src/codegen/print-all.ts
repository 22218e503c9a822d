import { eventMetadata, registry } from '@a4c/contracts';

import { collectContracts } from './collect/collect-contracts.ts';
import { printEventsMd } from './print-catalogue/print-events-md.ts';
import { printJsonSchema } from './print-json-schema/print-json-schema.ts';
import { printContractsSql } from './print-sql/print-contracts-sql.ts';
import { printEventTypes } from './print-types/print-event-types.ts';
import { printValidators } from './print-validators/print-validators.ts';
import type { PrintedFiles } from './printed-files.ts';
import { regexWarnings } from './regex-warnings.ts';

/** One line for each target. */
const targets = [
  printContractsSql,
  printEventsMd,
  printJsonSchema,
  printEventTypes,
  printValidators,
];

/** What a run of the compiler gives. */
export interface Printed {
  readonly files: PrintedFiles;
  /** For people; nothing has to be done at once. */
  readonly warnings: readonly string[];
}

/**
 * Everything that the contracts imply.
 *
 * @throws ContractProblemsError when they cannot be carried to every target.
 */
export function printAll(): Printed {
  const contracts = collectContracts(registry, eventMetadata);
  return {
    files: Object.assign({}, ...targets.map((print) => print(contracts))),
    warnings: regexWarnings(contracts),
  };
}

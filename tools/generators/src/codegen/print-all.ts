import { eventMetadata, registry } from '@a4c/contracts';

import { collectContracts } from './collect/collect-contracts.ts';
import type { ContractsIr } from './contract-ir.ts';
import { refuseNarrowing } from './lock/narrowed-contracts.ts';
import { printLock } from './lock/print-lock.ts';
import { readLock } from './lock/read-lock.ts';
import { printAsyncapi } from './print-asyncapi/print-asyncapi.ts';
import { printEventsMd } from './print-catalogue/print-events-md.ts';
import { printJsonSchema } from './print-json-schema/print-json-schema.ts';
import { printOpenapi } from './print-openapi/print-openapi.ts';
import { printSdk } from './print-sdk/print-sdk.ts';
import { printContractsSql } from './print-sql/print-contracts-sql.ts';
import { printEventTypes } from './print-types/print-event-types.ts';
import { printValidators } from './print-validators/print-validators.ts';
import { joinFiles, type PrintedFiles } from './printed-files.ts';
import { regexWarnings } from './regex-warnings.ts';

/** One line for each target. */
const targets = [
  printLock,
  printContractsSql,
  printEventsMd,
  printJsonSchema,
  printOpenapi,
  printAsyncapi,
  printEventTypes,
  printValidators,
  printSdk,
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
 * @param lock text of the lock that was printed last, if one was.
 * @throws ContractProblemsError when they cannot be carried to every target, NarrowedContractsError
 *   when they take less than the lock's, BrokenLockError when nobody knows.
 */
export function printAll(lock?: string): Printed {
  const contracts = collectContracts(registry, eventMetadata);
  if (lock !== undefined) refuseNarrowing(readLock(lock), contracts);
  return {
    files: printContracts(contracts),
    warnings: regexWarnings(contracts),
  };
}

/** All targets' files, whatever contracts they are printed from. */
export function printContracts(contracts: ContractsIr): PrintedFiles {
  return joinFiles(targets.map((print) => print(contracts)));
}

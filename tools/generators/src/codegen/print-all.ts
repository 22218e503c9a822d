import { eventMetadata, registry } from '@a4c/contracts';

import { collectContracts } from './collect/collect-contracts.ts';
import { printContractsSql } from './print-sql/print-contracts-sql.ts';
import type { PrintedFiles } from './printed-files.ts';

/** One line for each target. */
const targets = [printContractsSql];

/**
 * Everything that the contracts imply.
 *
 * @throws ContractProblemsError when they cannot be carried to every target.
 */
export function printAll(): PrintedFiles {
  const contracts = collectContracts(registry, eventMetadata);
  return Object.assign({}, ...targets.map((print) => print(contracts)));
}

import { ContractProblemsError } from './collect/contract-problems-error.ts';
import type { PrintedFiles } from './printed-files.ts';

/**
 * Runs in a process of its own: prints every generated file as JSON, `{ path: text }`, on stdout.
 * Problems of the contracts are told on stderr, for people, with exit code 1.
 */
try {
  process.stdout.write(JSON.stringify(await printAll()));
} catch (error) {
  if (!isContractProblem(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Contracts are imported here, because a wrong one throws when it is declared. */
async function printAll(): Promise<PrintedFiles> {
  const { eventMetadata, registry } = await import('@a4c/contracts');
  const { collectContracts } = await import('./collect/collect-contracts.ts');
  const { printContractsSql } = await import('./print-sql/print-contracts-sql.ts');
  const contracts = collectContracts(registry, eventMetadata);
  return { ...printContractsSql(contracts) };
}

function isContractProblem(error: unknown): error is Error {
  return (
    error instanceof ContractProblemsError ||
    (error instanceof Error && 'code' in error && error.code === 'invalid_contract')
  );
}

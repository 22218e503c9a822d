import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs in a process of its own: prints every generated file as JSON, `{ files: { path: text },
 * warnings }`, on stdout.
 * Problems of the contracts, and of the lock, are told on stderr, for people, with exit code 1.
 */
try {
  // A wrong contract throws where it is declared, so importing it can fail as well.
  const { printAll } = await import('./print-all.ts');
  const { lockFile } = await import('./lock/print-lock.ts');
  const lock = join(import.meta.dirname, '../../../..', lockFile);
  const text = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  // Without a lock nothing is released, so any change passes: that must be said, not come about.
  const isFirst = text === '' && process.env['A4C_NEW_LOCK'] === 'true';
  const printed = printAll(isFirst ? undefined : text);
  process.stdout.write(JSON.stringify(printed));
} catch (error) {
  if (!isContractProblem(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** By code: an error of defineEvent, of the compiler, or of the comparison with the lock. */
function isContractProblem(error: unknown): error is Error {
  const codes: unknown[] = [
    'contract_problems',
    'invalid_contract',
    'narrowed_contracts',
    'broken_lock',
  ];
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}

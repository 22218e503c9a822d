/**
 * Runs in a process of its own: prints every generated file as JSON, `{ files: { path: text },
 * warnings }`, on stdout.
 * Problems of the contracts are told on stderr, for people, with exit code 1.
 */
try {
  // A wrong contract throws where it is declared, so importing it can fail as well.
  const { printAll } = await import('./print-all.ts');
  process.stdout.write(JSON.stringify(printAll()));
} catch (error) {
  if (!isContractProblem(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** By code: an error of defineEvent, or of the compiler. */
function isContractProblem(error: unknown): error is Error {
  const codes: unknown[] = ['contract_problems', 'invalid_contract'];
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}

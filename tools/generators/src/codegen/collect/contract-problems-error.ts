/** Contracts that cannot be compiled, with all problems of all of them. */
export class ContractProblemsError extends Error {
  readonly code = 'contract_problems';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The contracts cannot be compiled, nothing was written:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'ContractProblemsError';
    this.problems = problems;
  }
}

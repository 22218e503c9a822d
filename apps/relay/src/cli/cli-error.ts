import { exitCode, type ExitCode } from './exit-code.ts';

/** Something that a person has to know instead of a stack trace: what, with the values; what to do. */
export class CliError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;

  constructor(code: string, message: string, options: ErrorOptions & { exitCode?: ExitCode } = {}) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
    this.exitCode = options.exitCode ?? exitCode.failed;
  }
}

/** The command line cannot mean anything. */
export function wrongUse(message: string): CliError {
  return new CliError('wrong_use', message, { exitCode: exitCode.wrongUse });
}

import { CliError } from './cli-error.ts';
import { exitCode, type ExitCode } from './exit-code.ts';

/** What a person reads of an error, and how the program ends. No stack trace, also of a defect. */
export function describeError(error: unknown): { message: string; exitCode: ExitCode } {
  if (error instanceof CliError) return { message: error.message, exitCode: error.exitCode };
  const message = error instanceof Error ? error.message : String(error);
  return { message, exitCode: exitCode.failed };
}

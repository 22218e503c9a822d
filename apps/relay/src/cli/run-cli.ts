import { CommanderError } from 'commander';

import { type CliProcess, createCli } from './cli.ts';
import { describeError } from './describe-error.ts';
import { exitCode } from './exit-code.ts';
import { paint } from './output/paint.ts';
import { createProgram } from './program.ts';

/** Runs one command line; resolves with the exit code once everything is closed. */
export async function runCli(args: readonly string[], host: CliProcess): Promise<number> {
  const cli = createCli(host);
  let code: number = exitCode.ok;
  try {
    await createProgram(cli, (ended) => {
      code = ended;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has told it already; asking for help is no mistake.
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.ok : exitCode.wrongUse;
    }
    const { message, exitCode: failed } = describeError(error);
    const prefix = failed === exitCode.interrupted ? '' : `${paint(cli.err, 'red', 'error:')} `;
    cli.err.write(`${prefix}${message}\n`);
    return failed;
  }
}

import { confirm as ask, isCancel } from '@clack/prompts';

import { CliError, wrongUse } from '../cli-error.ts';
import type { Cli } from '../cli.ts';
import { exitCode } from '../exit-code.ts';

/**
 * Asks a person before something is changed; "no" is the answer to an empty line.
 *
 * @throws CliError with exit code 2 when nobody can be asked, 130 at Ctrl-C.
 */
export async function confirm(cli: Cli, question: string): Promise<boolean> {
  if (cli.input.isTTY !== true || cli.err.isTTY !== true) {
    throw wrongUse(
      `${question} Nobody can be asked here, so nothing was done. Add --yes to do it, or --dry-run to see what it would be.`,
    );
  }
  const answer = await ask({
    message: question,
    initialValue: false,
    input: cli.input,
    output: cli.err,
  });
  if (isCancel(answer)) {
    throw new CliError('interrupted', 'Nothing was done.', { exitCode: exitCode.interrupted });
  }
  return answer;
}

import { Command } from 'commander';

import type { Cli } from './cli.ts';
import { archiveCommand } from './commands/archive.ts';
import { deadLettersCommand } from './commands/dead-letters.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { pauseCommand } from './commands/pause.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { resumeCommand } from './commands/resume.ts';
import { runCommand } from './commands/run.ts';
import { statusCommand } from './commands/status.ts';
import { tailCommand } from './commands/tail.ts';
import type { ExitCode } from './exit-code.ts';

/** How a command that was carried out tells that its answer is no plain success. */
export type EndWith = (code: ExitCode) => void;

/** All commands. Errors are thrown, help and usage errors are written to the outputs of `cli`. */
export function createProgram(cli: Cli, endWith: EndWith): Command {
  const program = new Command('a4c-relay')
    .description('Runs and operates the relay, which starts the workflow of every committed event.')
    .configureOutput({
      writeOut: (text) => cli.out.write(text),
      writeErr: (text) => cli.err.write(text),
    })
    .showHelpAfterError('(a4c-relay --help lists commands and options)')
    .helpCommand('help [command]', 'Show how to use a command.')
    .addHelpText('after', help)
    .exitOverride();
  // Commands inherit the settings above when they are made by the program, not when they are added.
  for (const command of [
    runCommand(cli),
    statusCommand(cli),
    tailCommand(cli),
    pauseCommand(cli),
    resumeCommand(cli),
    deadLettersCommand(cli, endWith),
    replayCommand(cli, endWith),
    archiveCommand(cli, endWith),
    restoreCommand(cli, endWith),
    explainCommand(cli),
    doctorCommand(cli, endWith),
  ]) {
    inheritSettings(command, program);
    program.addCommand(command);
  }
  return program;
}

function inheritSettings(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheritSettings(child, command);
}

const help = `
Environment:
  DATABASE_URL      connection string of a login that is a member of a4c_operator
                    (a4c_reader may do what only reads; "run" needs a4c_relay)
  TEMPORAL_ADDRESS  and the other variables of Temporal's SDKs: for run, explain and doctor
  NO_COLOR          no colours; there are none either where output is not a terminal

Exit codes:
  0 done   1 failed, or doctor found something broken   2 wrong use   130 interrupted

Examples:
  $ a4c-relay status --watch
  $ a4c-relay explain 0199d3c5-6f2b-4e0a-9c51-8d7f3a2b1c40
  $ a4c-relay dead-letters retry --code input_too_large --dry-run
`;

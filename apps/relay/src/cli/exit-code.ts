/** How the command-line program ends, as its `--help` says. */
export const exitCode = {
  ok: 0,
  /** It could not be done, or `doctor` has found something broken. */
  failed: 1,
  /** Wrong command line: nothing was looked at. */
  wrongUse: 2,
  /** Ctrl-C or SIGTERM, as the shell itself has it: 128 and the signal's number. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

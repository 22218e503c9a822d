import type { Readable, Writable } from 'node:stream';

import type { Environment } from '@a4c/service';

import { exitCode } from './exit-code.ts';

/** Where a command writes. On a terminal it may use colours and overwrite lines. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a person answers questions. */
type Input = Readable & { readonly isTTY?: boolean };

/** What the program needs of its process; `main.ts` gives it. */
export interface CliProcess {
  readonly env: Environment;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/** What every command gets. */
export interface Cli {
  readonly env: Environment;
  /** Results only, so that they can be piped. */
  readonly out: Output;
  /** Everything else: questions, progress, errors. */
  readonly err: Output;
  readonly input: Input;
  /** Until it is called, Ctrl-C ends the process at once; then it only aborts the signal, once. */
  deferInterrupt(): AbortSignal;
  /** Leaves signals to what runs next. */
  ignoreInterrupts(): void;
}

/**
 * npm, in a terminal, gets Ctrl-C as we do and passes it on: the same request arrives twice within
 * milliseconds. A person's second Ctrl-C comes later.
 */
const sameRequestMs = 500;

/** Ends at Ctrl-C with 130, as the shell has it; a second one ends a command that would finish first. */
export function createCli(host: CliProcess): Cli {
  const deferred = new AbortController();
  let mode: 'end' | 'defer' | 'ignore' = 'end';
  let abortedAt = -Infinity;
  const onSignal = (): void => {
    if (mode === 'ignore' || performance.now() - abortedAt < sameRequestMs) return;
    if (mode === 'end' || deferred.signal.aborted) {
      host.exit(exitCode.interrupted);
      return;
    }
    abortedAt = performance.now();
    deferred.abort();
  };
  host.on('SIGINT', onSignal);
  host.on('SIGTERM', onSignal);
  return {
    env: host.env,
    out: host.stdout,
    err: host.stderr,
    input: host.stdin,
    deferInterrupt() {
      mode = 'defer';
      return deferred.signal;
    },
    ignoreInterrupts() {
      mode = 'ignore';
    },
  };
}

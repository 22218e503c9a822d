import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { guardProcess } from './guardian.ts';
import { ProcessFailedError } from './process-failed-error.ts';
import { signalGroup } from './signal-group.ts';

/** How a process ended. */
export type ExitStatus = { code: number | null; signal: NodeJS.Signals | null };

/** A running child process that cannot outlive this one. */
export type GuardedProcess = {
  readonly pid: number;
  /** Resolves, and never rejects, when the process has ended and its output has been read. */
  readonly exited: Promise<ExitStatus>;
  /** The last lines that it wrote, stdout and stderr together. */
  output: () => string;
  /** False when it had already ended. */
  kill: (signal: NodeJS.Signals) => boolean;
  /** Ends it with its stop signal, after the grace with SIGKILL. Idempotent. */
  stop: () => Promise<void>;
};

/** What to start, and how it wants to be ended. */
export type GuardedOptions = {
  name: string;
  command: string;
  args: readonly string[];
  stopSignal: NodeJS.Signals;
  /** How long it may take to end after its stop signal, before SIGKILL. */
  graceMs: number;
  /** The same for when this process is gone. Default: `graceMs`. */
  orphanGraceMs?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number | undefined;
  gid?: number | undefined;
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
};

/** Enough to see a stack trace with what led to it. */
const keptLines = 40;

/** What a process that ended may leave in its pipes is read within this time, or given up. */
const drainMs = 500;

/**
 * Starts a program in a process group of its own (a Ctrl-C in the terminal reaches only this
 * process, which then stops the others in order) and guards it against this process's death.
 * Throws ProcessFailedError when the program cannot be started at all.
 */
export async function spawnGuarded(options: GuardedOptions): Promise<GuardedProcess> {
  const { name, command, args, stopSignal, graceMs, orphanGraceMs, onLine, ...spawnOptions } =
    options;
  const child = spawn(command, args, {
    ...spawnOptions,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const lines: string[] = [];
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[stream] }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine?.(line, stream);
    });
  }
  const exited = exitOf(child);
  try {
    await once(child, 'spawn');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProcessFailedError(name, `could not be started (${reason})`, { cause });
  }
  const pid = child.pid!;
  const release = guardProcess(pid, { signal: stopSignal, graceMs: orphanGraceMs ?? graceMs });
  child.once('exit', release);

  const kill = (signal: NodeJS.Signals) => child.kill(signal);
  return {
    pid,
    exited,
    output: () => lines.join('\n'),
    kill,
    stop: async () => {
      if (!kill(stopSignal)) return void (await exited);
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Waits for `close` so that the output is complete, but not for a grandchild that holds a pipe. */
async function exitOf(child: ChildProcess): Promise<ExitStatus> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const finish = () => resolve({ code, signal });
      child.once('close', finish);
      setTimeout(finish, drainMs).unref();
    });
  });
}

/** `code 1` or `SIGKILL`, for messages. */
export function describeExit({ code, signal }: ExitStatus): string {
  return signal ?? `code ${code}`;
}

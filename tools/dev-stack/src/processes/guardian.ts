import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What the guardian process is told, one JSON object a line. */
export type GuardianMessage =
  | { watch: number; signal: NodeJS.Signals; graceMs: number }
  | { unwatch: number }
  | { remove: string }
  | { keep: string };

let guardian: ChildProcess | undefined;

/**
 * Ends process `pid` when this process is gone, however it went: return, crash, `kill -9`.
 * Call what it returns as soon as the process has ended by itself, before its pid can be reused.
 *
 * One helper process (`guardian-process.ts`) watches for all: its stdin is a pipe that only this
 * process holds, so the kernel closes it in every case in which no signal handler would run.
 */
export function guardProcess(
  pid: number,
  ending: { signal: NodeJS.Signals; graceMs: number },
): () => void {
  send({ watch: pid, ...ending });
  return () => send({ unwatch: pid });
}

/** Removes a file or folder when this process is gone. Call what it returns when it is removed. */
export function guardPath(path: string): () => void {
  send({ remove: path });
  return () => send({ keep: path });
}

/**
 * Ends and removes now what is guarded, and resolves when that is done: for a process that is told
 * to end in the middle of starting things.
 */
export async function endGuarded(): Promise<void> {
  const ending = guardian;
  guardian = undefined;
  if (ending === undefined || ending.exitCode !== null) return;
  const exit = once(ending, 'exit');
  ending.ref();
  ending.stdin?.end();
  await exit;
}

function send(message: GuardianMessage): void {
  guardian ??= startGuardian();
  guardian.stdin?.write(`${JSON.stringify(message)}\n`);
}

function startGuardian(): ChildProcess {
  const entry = fileURLToPath(new URL('guardian-process.ts', import.meta.url));
  // Its own process group: a Ctrl-C in the terminal must not end it before us.
  const child = spawn(process.execPath, [entry], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  const forget = () => {
    if (guardian === child) guardian = undefined;
  };
  child.on('error', forget).on('exit', forget);
  child.stdin?.on('error', forget);
  child.unref();
  // The pipe is a socket in Node; unreferenced, it does not keep this process running.
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

import { readFileSync } from 'node:fs';

/**
 * Sends a signal to a process that was started detached, and to what it started in its own group.
 * False when there is nothing left to signal. Windows has no groups: there only the process itself.
 */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    return false;
  }
}

/**
 * Whether a process of this pid runs. One that has ended but was not yet waited for counts as
 * ended: in a container whose first process does not reap, it stays like that for good.
 */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !isZombie(pid);
  } catch {
    return false;
  }
}

/** Linux only; elsewhere the system's first process reaps. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

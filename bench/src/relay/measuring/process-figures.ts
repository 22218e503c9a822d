import { readFileSync } from 'node:fs';

/** Of `getconf CLK_TCK`, which is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** CPU seconds of a process with all its threads. Undefined where there is no /proc, or no process. */
export function cpuSecondsOf(pid: number): number | undefined {
  const text = readProc(pid, 'stat');
  if (text === undefined) return undefined;
  // The second field is the program's name in parentheses, and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Memory that a process holds now, and the most that it ever held, in bytes. */
export interface ResidentMemory {
  readonly now: number;
  readonly peak: number;
}

/** Undefined where there is no /proc, or no process. */
export function residentMemoryOf(pid: number): ResidentMemory | undefined {
  const text = readProc(pid, 'status');
  if (text === undefined) return undefined;
  const bytesOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) * 1024;
  return { now: bytesOf('VmRSS'), peak: bytesOf('VmHWM') };
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type LogLine = Readonly<Record<string, unknown>>;

/** The worker as a process of its own, with what it logs. */
export function startWorkerProcess(environment: Record<string, string>) {
  const main = join(import.meta.dirname, '../main.ts');
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', A4C_WORKER_HEALTH_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  let ended = false;
  const tell = () => waiting.forEach((look) => look());
  if (child.stdout === null || child.stderr === null) throw new Error('The process has no pipes.');
  createInterface(child.stdout).on('line', (line) => {
    lines.push(JSON.parse(line));
    tell();
  });
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const exit = once(child, 'close').then(([code]: unknown[]) => {
    ended = true;
    tell();
    return code;
  });

  return {
    child,
    /** Exit code; null when a signal ended it. */
    exit,
    lines,
    errors: () => errors,
    /** The first line that matches, now or later. */
    async logged(matches: (line: LogLine) => boolean): Promise<LogLine> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(matches);
          if (found === undefined && !ended) return;
          waiting.delete(look);
          if (found !== undefined) resolve(found);
          else reject(new Error(`The worker ended without that line: ${errors}`, { cause: lines }));
        };
        waiting.add(look);
        look();
      });
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

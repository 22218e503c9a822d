import { readFile } from 'node:fs/promises';

import { appEntry, type AppProcess, type ExitStatus, startProcess } from '@a4c/dev-stack';

/** A line of the relay's log, and when it was read here. */
interface LogLine extends Readonly<Record<string, unknown>> {
  readonly msg: string;
  readonly level: number;
  readonly readAtMs: number;
}

/** One claim that found something, as the log of level `debug` has it. */
interface Claim {
  readonly atMs: number;
  /** What it took. */
  readonly ms: number;
  readonly count: number;
}

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly pid: number;
  readonly exited: Promise<ExitStatus>;
  /** What it logged, without one line per event. */
  readonly log: readonly LogLine[];
  /** Empty unless A4C_LOG_LEVEL is `debug`. */
  readonly claims: readonly Claim[];
  /** Resolves with the first line of this message; `from` is a length that the log had. */
  said(message: string | RegExp, from?: number): Promise<LogLine>;
  readiness(): Promise<{ ready: boolean; reasons: string[] }>;
  /** Most memory that it had so far. Linux only. */
  peakMegabytes(): Promise<number>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM; SIGKILL when it does not end. */
  stop(): Promise<void>;
}

/** One such line per event or batch: what the tests want to know of events, the database tells. */
const perEvent = /"msg":"(workflow started|answered|answers written|not answered in time)"/;

/** Starts a relay and resolves when it is ready. */
export async function startRelay(env: NodeJS.ProcessEnv): Promise<RelayProcess> {
  const log: LogLine[] = [];
  const claims: Claim[] = [];
  const waiting = new Set<() => void>();
  const process: AppProcess = await startProcess({
    name: 'relay',
    entry: appEntry('relay'),
    env: { A4C_RELAY_HEALTH_PORT: '0', ...env },
    log: (line) => {
      if (!line.startsWith('{') || perEvent.test(line)) return;
      const parsed: LogLine & Claim = JSON.parse(line);
      const readAtMs = Date.now();
      if (parsed.msg === 'claimed') {
        claims.push({ atMs: readAtMs, ms: parsed.ms, count: parsed.count });
        return;
      }
      log.push({ ...parsed, readAtMs });
      for (const look of waiting) look();
    },
  });
  const { pid, exited, ready } = process;

  function find(message: string | RegExp, from: number): LogLine | undefined {
    const matches = (text: string): boolean =>
      typeof message === 'string' ? text === message : message.test(text);
    return log.find(({ msg }, index) => index >= from && matches(msg));
  }

  return {
    pid,
    exited,
    log,
    claims,
    said: (message, from = 0) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = find(message, from);
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
        const giveUp = (): void => {
          look();
          if (waiting.delete(look)) {
            reject(
              new Error(
                `The relay ended without saying "${String(message)}". It said:\n${process.output()}`,
              ),
            );
          }
        };
        void exited.then(giveUp);
      }),
    async readiness() {
      const response = await fetch(`${ready.health_url}/readyz`);
      const answer: { ready: boolean; reasons: string[] } = JSON.parse(await response.text());
      return answer;
    },
    async peakMegabytes() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
    },
    kill: (signal) => void process.kill(signal),
    stop: async () => process.stop(),
  };
}

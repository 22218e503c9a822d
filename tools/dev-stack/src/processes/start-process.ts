import { type Log, silent } from './log.ts';
import { ProcessFailedError } from './process-failed-error.ts';
import { describeExit, type GuardedProcess, spawnGuarded } from './spawn-guarded.ts';

/** What an app prints on stdout, as one JSON line, when it is ready to work. */
export type ReadyLine = {
  msg: 'ready';
  service: string;
  health_url: string;
  /** Where the edge takes requests. */
  url?: string;
};

/** An app that is ready, in a process of its own. */
export type AppProcess = GuardedProcess & { readonly name: string; readonly ready: ReadyLine };

/** What to start. */
export type StartProcessOptions = {
  name: string;
  /** The file that Node runs; TypeScript needs no build. */
  entry: string;
  /** On top of this process's environment. Undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  /** Gets every line that the app writes. */
  log?: Log;
  readyTimeoutMs?: number;
};

/** An app drains on SIGTERM: it finishes what it has begun, within this time. */
const drainMs = 10_000;
/** Nobody waits for it any more, and nobody reads what it writes. */
const orphanDrainMs = 2_000;

/**
 * Starts `node entry` and resolves when it says that it is ready. Throws ProcessFailedError with
 * its last output when it ends before, or is not ready in time. Ends with this process, however
 * that ends.
 */
export async function startProcess({
  name,
  entry,
  env = {},
  log = silent,
  readyTimeoutMs = 60_000,
}: StartProcessOptions): Promise<AppProcess> {
  const { promise: readiness, resolve: becomeReady } = Promise.withResolvers<ReadyLine>();
  const started = await spawnGuarded({
    name,
    command: process.execPath,
    args: [entry],
    env: { ...process.env, ...env },
    stopSignal: 'SIGTERM',
    graceMs: drainMs,
    orphanGraceMs: orphanDrainMs,
    onLine: (line, stream) => {
      log(line);
      const ready = stream === 'stdout' ? parseReadyLine(line) : undefined;
      if (ready !== undefined) becomeReady(ready);
    },
  });
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), readyTimeoutMs);
  const outcome = await Promise.race([readiness, started.exited, late.promise]);
  clearTimeout(timer);
  if (outcome !== 'late' && 'msg' in outcome) return { ...started, name, ready: outcome };
  await started.stop();
  const what =
    outcome === 'late'
      ? `was not ready within ${readyTimeoutMs / 1000} s`
      : `ended with ${describeExit(outcome)} before it was ready`;
  throw new ProcessFailedError(name, what, { output: started.output() });
}

function parseReadyLine(line: string): ReadyLine | undefined {
  if (!line.startsWith('{') || !line.includes('"ready"')) return undefined;
  try {
    const value: Partial<ReadyLine> = JSON.parse(line);
    const { msg, service, health_url } = value;
    if (msg !== 'ready' || service === undefined || health_url === undefined) return undefined;
    return { ...value, msg, service, health_url };
  } catch {
    return undefined;
  }
}

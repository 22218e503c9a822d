import { findFreePorts, portAttempts, saysPortIsTaken } from '../processes/find-free-ports.ts';
import { type Log, silent } from '../processes/log.ts';
import { ProcessFailedError } from '../processes/process-failed-error.ts';
import {
  describeExit,
  type ExitStatus,
  type GuardedProcess,
  spawnGuarded,
} from '../processes/spawn-guarded.ts';
import { temporalSources } from './sources.ts';
import { findTemporal, type TemporalSourceName } from './temporal-source.ts';
import { waitForTemporal } from './wait-for-temporal.ts';

/** A Temporal server: a dev server of our own, or the one that TEMPORAL_ADDRESS names. */
export type Temporal = AsyncDisposable & {
  /** `host:port` of its gRPC service. */
  readonly address: string;
  /** Its web UI, if it was asked for. */
  readonly uiUrl?: string;
  /** Where server or program came from. */
  readonly source: TemporalSourceName;
  /** Undefined, as `exited`, when it is not ours. */
  readonly pid?: number;
  readonly exited?: Promise<ExitStatus>;
  /** Ends the server if it is ours. */
  stop: () => Promise<void>;
};

/** What the dev server shall be like. */
export type TemporalOptions = {
  /** Serve the web UI as well. Default: no. */
  ui?: boolean;
  /** Server settings, such as `frontend.namespaceRPS`. */
  dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  /**
   * Keep the state in this file, so that a server started on it later goes on. Such a server is
   * always one of our own: TEMPORAL_ADDRESS is not asked.
   */
  databaseFile?: string;
  /** Where it listened before, for who is to find it again. Default: a free one. */
  port?: number;
  log?: Log;
};

/**
 * A Temporal server that answers, with its namespace `default`. TEMPORAL_ADDRESS decides; else a dev
 * server is started on free ports of 127.0.0.1, by default with its state in memory, from the first
 * program found (see `temporalSources`). Ends with this process, however that ends.
 */
export async function startTemporal(options: TemporalOptions = {}): Promise<Temporal> {
  const { log = silent } = options;
  const sources = temporalSources.filter(
    ({ name }) => options.databaseFile === undefined || name !== 'TEMPORAL_ADDRESS',
  );
  const { server, source } = await findTemporal(sources, log);
  if ('address' in server) {
    await waitForTemporal(server.address, { external: true });
    return { address: server.address, source, stop: leave, [Symbol.asyncDispose]: leave };
  }
  const started = await startDevServer(server.executable, options);
  log(`Temporal listens on ${started.address}`);
  return { ...started, source, [Symbol.asyncDispose]: started.stop };
}

/** A server that is not ours goes on. */
async function leave(): Promise<void> {}

type DevServer = Required<Pick<Temporal, 'address' | 'pid' | 'exited' | 'stop'>> & {
  uiUrl?: string;
};

async function startDevServer(executable: string, options: TemporalOptions): Promise<DevServer> {
  for (let attempt = 1; ; attempt += 1) {
    const [freePort = 0, uiPort = 0] = await findFreePorts(2);
    const port = options.port ?? freePort;
    try {
      const process = await startDevServerAt(executable, { ...options, port, uiPort });
      return {
        address: `127.0.0.1:${port}`,
        ...(options.ui === true && { uiUrl: `http://127.0.0.1:${uiPort}` }),
        pid: process.pid,
        exited: process.exited,
        stop: process.stop,
      };
    } catch (error) {
      const taken = error instanceof ProcessFailedError && saysPortIsTaken(error.output);
      if (!taken || port === options.port || attempt === portAttempts) throw error;
    }
  }
}

/** Resolves when the server answers for its namespace. */
async function startDevServerAt(
  executable: string,
  {
    ui = false,
    dynamicConfig = {},
    databaseFile,
    port,
    uiPort,
  }: TemporalOptions & { port: number; uiPort: number },
): Promise<GuardedProcess> {
  const uiArgs = ui ? ['--ui-port', `${uiPort}`] : ['--headless'];
  const settings = Object.entries(dynamicConfig).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
  // Without waiting for the disk at each write: the state outlives the server, not the machine.
  const pragmas = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=OFF'];
  const state = databaseFile === undefined ? [] : ['--db-filename', databaseFile, ...pragmas];
  const log = ['--log-level', 'error', '--log-format', 'json'];
  const server = await spawnGuarded({
    name: 'temporal',
    command: executable,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      `${port}`,
      ...uiArgs,
      ...state,
      ...log,
      ...settings,
    ],
    // What it has answered is in memory or in its file: there is nothing to save, and SIGTERM takes
    // it a second.
    stopSignal: 'SIGKILL',
    graceMs: 0,
  });
  const waiting = new AbortController();
  try {
    const ended = server.exited.then((status) => {
      throw new ProcessFailedError(
        'temporal',
        `ended with ${describeExit(status)} while starting`,
        {
          output: server.output(),
        },
      );
    });
    await Promise.race([waitForTemporal(`127.0.0.1:${port}`, { signal: waiting.signal }), ended]);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    waiting.abort();
  }
}

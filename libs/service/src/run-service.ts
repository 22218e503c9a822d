import { pino, type Logger } from 'pino';

import { createEnvironmentReader, type Environment, readLogLevel } from './environment.ts';

/** A part of the system that runs until it is told to stop. */
export interface RunningService {
  /** Printed with the ready line: addresses that others need. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}

/** What `runService` needs of the process; given by `main.ts`, the only file that knows `process`. */
export interface HostProcess {
  readonly env: Environment;
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Runs a service as a process: starts it, prints the line `ready`, stops it at the first SIGTERM or
 * SIGINT with exit code 0 (at once when it has not started yet), and ends with 1 at the second. Logs are JSON lines on stdout.
 * A start that fails is told in one line on stderr, exit code 1.
 */
export async function runService(
  host: HostProcess,
  name: string,
  start: (context: { readonly env: Environment; readonly log: Logger }) => Promise<RunningService>,
): Promise<void> {
  try {
    const read = createEnvironmentReader(host.env);
    const level = readLogLevel(read);
    const log = pino({ level, base: { service: name } });
    const started = stopOnSignal(host, log);
    const service = await start({ env: host.env, log });
    started.service = service;
    log.info(service.addresses, 'ready');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    host.exit(1);
  }
}

/** Before the service has started there is nothing to finish: then the first signal ends at once. */
function stopOnSignal(host: HostProcess, log: Logger): { service?: RunningService } {
  const started: { service?: RunningService } = {};
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return host.exit(1);
    stopping = true;
    log.info('stopping');
    if (started.service === undefined) host.exit(0);
    else void stopService(host, log, started.service);
  };
  host.on('SIGTERM', onSignal);
  host.on('SIGINT', onSignal);
  return started;
}

async function stopService(host: HostProcess, log: Logger, service: RunningService): Promise<void> {
  try {
    await service.stop();
    log.info('stopped');
    host.exit(0);
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    host.exit(1);
  }
}

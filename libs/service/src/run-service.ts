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
  readonly stdout: {
    write(line: string): unknown;
    on(event: 'error', listener: () => void): unknown;
  };
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * A process supervisor signals a whole process group, and a wrapper in it forwards what it gets: the
 * same request to stop then arrives twice within milliseconds. A person's second Ctrl-C comes later.
 */
const sameRequestMs = 500;

/**
 * Runs a service as a process: starts it, prints the line `ready`, whatever the log level, stops it
 * at the first SIGTERM or SIGINT with exit code 0 (at once when it has not started yet), and ends
 * with 1 at a second one. Logs are JSON lines on stdout. A start that fails is told in one line on
 * stderr, exit code 1.
 */
export async function runService(
  host: HostProcess,
  name: string,
  start: (context: { readonly env: Environment; readonly log: Logger }) => Promise<RunningService>,
): Promise<void> {
  try {
    // A wrong level is reported by the reader of the service, together with everything else.
    const level = readLogLevel(createEnvironmentReader(host.env));
    // Whoever read the log is gone; that must not keep the service from ending in order.
    host.stdout.on('error', ignore);
    const log = pino({ level, base: { service: name } }, host.stdout);
    const started = stopOnSignal(host, log);
    const service = await start({ env: host.env, log });
    started.service = service;
    log.child({}, { level: 'info' }).info(service.addresses, 'ready');
  } catch (error) {
    console.error(messageOf(error));
    host.exit(1);
  }
}

/** Before the service has started there is nothing to finish: then the first signal ends at once. */
function stopOnSignal(host: HostProcess, log: Logger): { service?: RunningService } {
  const started: { service?: RunningService } = {};
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameRequestMs) host.exit(1);
      return;
    }
    stoppingSince = performance.now();
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

/** A refused connection to a name with two addresses is an AggregateError, whose message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function ignore(): void {}

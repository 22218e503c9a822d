import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';

/** What the relay's process tells; `at` is milliseconds of the host's monotonic clock. */
export type RelayReport =
  | { readonly kind: 'answered' | 'acknowledged'; readonly eventId: string; readonly at: number }
  | { readonly kind: 'listening' };

export interface RelayEvents {
  answered: [eventId: string, at: number];
  acknowledged: [eventId: string, at: number];
}

/** Starts a relay as a process of its own and waits until notifications arrive in it. */
export async function startRelayProcess(env: Record<string, string>) {
  const child = fork(join(import.meta.dirname, 'relay-process.ts'), [], {
    env: { ...process.env, ...env },
  });
  const events = new EventEmitter<RelayEvents>();
  const listening = Promise.withResolvers<void>();
  child.on('message', (report: RelayReport) => {
    if (report.kind === 'listening') listening.resolve();
    else events.emit(report.kind, report.eventId, report.at);
  });
  child.on('exit', (code) => listening.reject(new Error(`The relay ended with code ${code}.`)));
  await listening.promise;
  return {
    events,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

export type RelayProcess = Awaited<ReturnType<typeof startRelayProcess>>;

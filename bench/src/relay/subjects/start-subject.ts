import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';

import type { BenchDatabase } from '../server/bench-server.ts';
import { settingsVariable } from './subject-environment.ts';
import type { FromSubject, HandledReport, Progress, ToSubject } from './subject-messages.ts';
import type { Subject } from './subject.ts';

/** What a subject's process tells. */
interface SubjectEvents {
  progress: [Progress];
  report: [HandledReport];
}

/** A subject at work, in a process of its own. */
export interface RunningSubject extends AsyncDisposable {
  readonly pid: number;
  readonly progress: Progress;
  readonly events: EventEmitter<SubjectEvents>;
  /** Resolves with the progress at which `isEnough`, or with the one when the time was over. */
  until(isEnough: (progress: Progress) => boolean, timeoutMs: number): Promise<Progress>;
  /** Ids and times of the handlers entered since the last report. */
  report(): Promise<HandledReport>;
  /** Lets it finish what it has begun, and resolves with the last report. */
  stop(): Promise<HandledReport>;
}

const stopTimeoutMs = 15_000;

/**
 * Starts a subject on a database that holds its template, and resolves when work reaches it.
 * Disposing ends it at once if it was not stopped.
 */
export async function startSubject(
  subject: Subject,
  database: BenchDatabase,
  environment: Record<string, string> = {},
): Promise<RunningSubject> {
  const child = fork(join(import.meta.dirname, subject.processFile), [], {
    serialization: 'advanced',
    env: {
      ...process.env,
      DATABASE_URL: subject.product === 'relay' ? database.relayUrl : database.ownerUrl,
      [settingsVariable]: JSON.stringify(subject.settings),
      NODE_ENV: 'production',
      ...environment,
    },
  });
  const events = new EventEmitter<SubjectEvents>();
  const failed = Promise.withResolvers<never>();
  // Whoever waits for something hears of it; when nobody does, it is no unhandled rejection.
  failed.promise.catch(() => {});
  const ready = Promise.withResolvers<void>();
  let progress: Progress = { entered: 0, finished: 0, firstEnteredMs: NaN, lastFinishedMs: NaN };
  child.on('message', (message: FromSubject) => {
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'report') events.emit('report', message);
    else events.emit('progress', (progress = message));
  });
  child.on('exit', (code, signal) => {
    failed.reject(
      new Error(`${subject.name} ended with ${signal ?? `code ${code}`}. See what it wrote above.`),
    );
  });
  const tell = (message: ToSubject) => child.send(message);
  await Promise.race([ready.promise, failed.promise]);

  async function stop(): Promise<HandledReport> {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    const exit = once(child, 'exit');
    const answer = once(events, 'report').then(([report]): HandledReport => report);
    tell({ kind: 'stop' });
    const report = await Promise.race([answer, failed.promise]);
    await exit;
    clearTimeout(timer);
    return report;
  }

  return {
    pid: child.pid ?? 0,
    get progress() {
      return progress;
    },
    events,
    async until(isEnough, timeoutMs) {
      const done = Promise.withResolvers<Progress>();
      const look = (found: Progress) => isEnough(found) && done.resolve(found);
      const timer = setTimeout(() => done.resolve(progress), timeoutMs);
      events.on('progress', look);
      look(progress);
      return Promise.race([done.promise, failed.promise]).finally(() => {
        clearTimeout(timer);
        events.off('progress', look);
      });
    },
    async report() {
      const answer = once(events, 'report').then(([report]): HandledReport => report);
      tell({ kind: 'report' });
      return Promise.race([answer, failed.promise]);
    },
    stop,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}

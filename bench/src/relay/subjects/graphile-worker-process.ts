import { EventEmitter } from 'node:events';

import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';

import { taskName } from './graphile-worker.ts';
import { talkToParent } from './handled-log.ts';
import { createSharedWriteBack } from './shared-write-back.ts';
import { readSubjectEnvironment } from './subject-environment.ts';
import { preparedOn, writeBack } from './write-back.ts';

/** graphile-worker as a process of its own, with a handler that does nothing but the write-back. */
const { databaseUrl, settings } = readSubjectEnvironment();
const log = talkToParent(async () => (await runner).stop());
const writeTogether =
  settings.writeBack === 'together' ? createSharedWriteBack(databaseUrl) : undefined;

const tasks: TaskList = {
  [taskName]: async (payload, helpers) => {
    const eventId = eventIdOf(payload);
    log.entered(eventId);
    if (writeTogether !== undefined) await writeTogether(eventId);
    else if (settings.writeBack === 'each') {
      await helpers.withPgClient(async (client) => writeBack(preparedOn(client), [eventId]));
    }
    log.finished(1);
  },
};

const events: WorkerEvents = new EventEmitter();
events.on('pool:listen:success', () => log.ready());
const runner = run({
  connectionString: databaseUrl,
  events,
  taskList: tasks,
  noHandleSignals: true,
  preset: { worker: { ...settings.options, logger: new Logger(() => warnOnly) } },
});
await runner;

function eventIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'event_id' in payload) {
    return String(payload.event_id);
  }
  throw new Error('A job without an event. Enqueue workflowInput.');
}

/** Its info lines tell of every job. */
function warnOnly(level: string, message: string): void {
  if (level === 'error' || level === 'warning') console.error(message);
}

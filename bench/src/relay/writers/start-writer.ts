import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { CommittedEvents, FromWriter, ScheduledInserts, ToWriter } from './writer-messages.ts';

/** The writers of a run. */
export interface Writer extends AsyncDisposable {
  /** Opens connections for `insert`. */
  open(url: string, sql: string, clients: number): Promise<void>;
  /** So many of them insert as fast as they can for so long. */
  insert(clients: number, ms: number): Promise<{ readonly events: number; readonly ms: number }>;
  /** Holds `insert` back once it has inserted so many since `open`. */
  allow(events: number): void;
  insertAsScheduled(order: Omit<ScheduledInserts, 'kind'>): Promise<CommittedEvents>;
  close(): Promise<void>;
}

/** Starts the writers' process. It ends when it is disposed of, or with this process. */
export async function startWriter(): Promise<Writer> {
  const child = fork(join(import.meta.dirname, 'writer-process.ts'), [], {
    serialization: 'advanced',
  });
  let waiting: PromiseWithResolvers<FromWriter> | undefined;
  child.on('message', (answer: FromWriter) => waiting?.resolve(answer));
  child.on('exit', () => {
    waiting?.reject(new Error('The writers’ process ended. See what it wrote above.'));
  });

  async function ask<Kind extends FromWriter['kind']>(
    message: ToWriter,
    kind: Kind,
  ): Promise<Extract<FromWriter, { kind: Kind }>> {
    waiting = Promise.withResolvers();
    child.send(message);
    const answer = await waiting.promise;
    if (isOf(answer, kind)) return answer;
    throw new Error(
      answer.kind === 'failed' ? answer.reason : `The writers answered "${answer.kind}".`,
    );
  }

  return {
    open: async (url, sql, clients) =>
      void (await ask({ kind: 'open', url, sql, clients }, 'opened')),
    insert: async (clients, ms) => ask({ kind: 'insert', clients, ms }, 'inserted'),
    allow: (events) => void child.send({ kind: 'allow', events }),
    insertAsScheduled: async (order) => ask({ kind: 'schedule', ...order }, 'committed'),
    close: async () => void (await ask({ kind: 'close' }, 'closed')),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function isOf<Kind extends FromWriter['kind']>(
  answer: FromWriter,
  kind: Kind,
): answer is Extract<FromWriter, { kind: Kind }> {
  return answer.kind === kind;
}

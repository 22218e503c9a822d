import { PgBoss } from 'pg-boss';

import { type EventRows, insertEvents, workflowInput } from './event-rows.ts';
import { replaceDispatchTrigger } from './replace-trigger.ts';
import type { Subject } from './subject.ts';

/** The one kind of job. */
export const queueName = 'event';

/**
 * What its documentation offers to be fast: a table of the queue's own, notifications instead of
 * polling, batches, fetching on while batches are full, and several workers in one process; of the
 * sizes that were tried the fastest. https://pgboss.io/api/workers
 */
const documentedBest = {
  boss: { useListenNotify: true },
  work: {
    batchSize: 200,
    localConcurrency: 8,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
  },
};
const documentedBestQueue = { partition: true, notify: true };

type QueueOptions = { readonly partition?: boolean; readonly notify?: boolean };

/** Makes schema and queue, and resolves with the statement that `insert()` sends for new jobs. */
async function installBoss(
  ownerUrl: string,
  queue: QueueOptions,
  isListening: boolean,
): Promise<string> {
  const boss = new PgBoss({ connectionString: ownerUrl, useListenNotify: isListening });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(queueName, queue);
  let statement = '';
  const db = {
    executeSql: async (text: string) => {
      statement = text;
      return { rows: [] };
    },
  };
  await boss.insert(queueName, [{ data: {} }], { db, returnId: false });
  await boss.stop({ graceful: false });
  if (statement.includes(jobsParameter)) return statement;
  throw new Error(
    'pg-boss inserts jobs in another way than this bench knows. Adapt jobsParameter.',
  );
}

/** Where the statement takes its jobs from, a JSON array. */
const jobsParameter = '$1::text::json';

function jobsFrom(statement: string, source: string): string {
  const jobs = `(SELECT json_agg(json_build_object('data', ${workflowInput})) FROM ${source} e)`;
  return statement.replaceAll(jobsParameter, jobs);
}

function withEvents(queue: QueueOptions, isListening: boolean) {
  return {
    product: 'pg-boss',
    processFile: 'pg-boss-process.ts',
    async install(ownerUrl: string) {
      const statement = await installBoss(ownerUrl, queue, isListening);
      // In plpgsql a query needs a place for its result.
      const inTrigger = statement.replace('SELECT id FROM ins', 'SELECT id INTO ignored FROM ins');
      await replaceDispatchTrigger(ownerUrl, jobsFrom(inTrigger, 'new_events'));
    },
    insert: insertEvents,
    countWaiting: `SELECT count(*)::integer AS count FROM pgboss.job WHERE name = '${queueName}' AND state < 'completed'`,
  } as const;
}

/** Known once the template is installed. */
let bareStatement = '';

export const pgBoss = {
  defaults: {
    ...withEvents({}, false),
    name: 'pg-boss, defaults',
    settings: { writeBack: 'together', options: {} },
    template: 'template_pg_boss',
    // One job every two seconds, by design.
    isSlow: true,
  },
  tuned: {
    ...withEvents(documentedBestQueue, true),
    name: 'pg-boss, tuned',
    settings: { writeBack: 'together', options: documentedBest },
    template: 'template_pg_boss_tuned',
    isSlow: false,
  },
  bare: {
    ...withEvents(documentedBestQueue, true),
    name: 'pg-boss, tuned, bare',
    settings: { writeBack: 'none', options: documentedBest },
    template: 'template_pg_boss_bare',
    async install(ownerUrl: string) {
      bareStatement = await installBoss(ownerUrl, documentedBestQueue, true);
    },
    insert: ({ selectWithId }: EventRows) => jobsFrom(bareStatement, `(${selectWithId})`),
    isSlow: false,
  },
} satisfies Record<string, Subject>;

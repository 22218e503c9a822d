import { runMigrations } from 'graphile-worker';

import { type EventRows, insertEvents, workflowInput } from './event-rows.ts';
import { replaceDispatchTrigger } from './replace-trigger.ts';
import type { Subject, SubjectSettings } from './subject.ts';

/** The one kind of job. */
export const taskName = 'event';

/**
 * Its `add_jobs`, which `add_job` calls too, over all rows of a source at once.
 * https://worker.graphile.org/docs/sql-add-job
 */
function addJobs(source: string): string {
  return `count(*) FROM graphile_worker.add_jobs((
    SELECT array_agg(('${taskName}', ${workflowInput}, NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec)
    FROM ${source} e))`;
}

/** What the documentation's performance page got its best figures with. https://worker.graphile.org/docs/performance */
const documentedBest = {
  concurrentJobs: 24,
  maxPoolSize: 25,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};

/** Handlers that wait for a shared UPDATE cost nothing, so there may be as many as the local queue holds. */
const manyHandlers = { ...documentedBest, concurrentJobs: 500 };

const withEvents = {
  product: 'graphile-worker',
  processFile: 'graphile-worker-process.ts',
  template: 'template_graphile_worker',
  async install(ownerUrl: string) {
    await runMigrations({ connectionString: ownerUrl });
    await replaceDispatchTrigger(ownerUrl, `PERFORM ${addJobs('new_events')}`);
  },
  insert: insertEvents,
  countWaiting: 'SELECT count(*)::integer AS count FROM graphile_worker._private_jobs',
  isSlow: false,
} as const;

function subject(name: string, settings: SubjectSettings): Subject {
  return { ...withEvents, name: `graphile-worker, ${name}`, settings };
}

export const graphileWorker = {
  defaults: subject('defaults', { writeBack: 'each', options: {} }),
  tuned: subject('tuned', { writeBack: 'each', options: documentedBest }),
  tunedTogether: subject('tuned, write-backs shared', {
    writeBack: 'together',
    options: manyHandlers,
  }),
  bare: {
    ...subject('tuned, bare', { writeBack: 'none', options: documentedBest }),
    template: 'template_graphile_worker_bare',
    install: async (ownerUrl: string) => runMigrations({ connectionString: ownerUrl }),
    insert: ({ selectWithId }: EventRows) => `SELECT ${addJobs(`(${selectWithId})`)}`,
  },
} satisfies Record<string, Subject>;

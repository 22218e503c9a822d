import { setTimeout as pause } from 'node:timers/promises';

import type { Readiness } from '@a4c/service';
import { NativeConnection, type WorkflowBundle } from '@temporalio/worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

import type { Activities } from './activities/create-activities.ts';
import { bundleWorkflows } from './bundle-workflows.ts';
import type { WorkerConfig } from './config.ts';
import { createWorker } from './create-worker.ts';
import { findUnknownRoutes } from './find-unknown-routes.ts';
import { keepTrying } from './keep-trying.ts';
import { runWorker } from './run-worker.ts';
import { createTemporalLogger } from './temporal-logger.ts';
import type { WorkerTracing } from './tracing/worker-tracing.ts';
import { workflowRecord } from './workflow-record.ts';

/** How often database and Temporal are asked whether they answer, and how long they may take. */
const checkIntervalMs = 2_000;
const checkTimeoutMs = 3_000;

export interface WorkerServiceOptions {
  readonly config: Pick<WorkerConfig, 'temporal' | 'taskQueues'>;
  readonly pool: Pool;
  readonly activities: Activities;
  readonly log: Logger;
  /** Undefined: nothing is traced. */
  readonly tracing?: WorkerTracing | undefined;
}

export interface WorkerService {
  /** Resolves once a worker polls every task queue, however long database and Temporal take. */
  start(): Promise<void>;
  readonly readiness: () => Readiness;
  /**
   * Takes no further work, lets what runs end, closes the connection to Temporal. Within 3 s when
   * nothing runs, and within 27 s whatever runs, also when Temporal does not answer.
   */
  stop(): Promise<void>;
}

/**
 * One Temporal worker per task queue, kept running: a database or a Temporal that cannot be reached
 * makes it unready and is tried again, at the start as later.
 */
export function createWorkerService({
  config: { temporal, taskQueues },
  pool,
  activities,
  log,
  tracing,
}: WorkerServiceOptions): WorkerService {
  const stopping = new AbortController();
  const { signal } = stopping;
  const runs: Promise<void>[] = [];
  const reasons = new Map<string, string>([['start', 'The worker is starting.']]);
  const namespace = temporal.namespace ?? 'default';
  const address = temporal.connectionOptions.address ?? 'localhost:7233';
  let connection: NativeConnection | undefined;
  let isInUse = false;

  /** Notes why the worker is not ready, and logs it when that is news. */
  function lost(what: string, error: unknown): void {
    const why = error instanceof Error ? error.message || error.name : String(error);
    const reason = `${what} cannot be used (${why}). It is tried again.`;
    if (!reasons.has(what)) log.warn({ err: error, reason }, 'not ready');
    reasons.set(what, reason);
  }

  function regained(what: string): void {
    if (reasons.delete(what)) log.info({ regained: what }, 'answers again');
  }

  async function until<Result>(what: string, attempt: () => Promise<Result>): Promise<Result> {
    const onFailure = (error: unknown) => lost(what, error);
    const result = await keepTrying(attempt, { signal, onFailure });
    regained(what);
    return result;
  }

  async function reportUnknownRoutes(): Promise<void> {
    const known = Object.keys(workflowRecord);
    const unknown = await findUnknownRoutes(pool, taskQueues, known);
    for (const route of unknown) {
      log.error(
        { ...route, known },
        'A route leads to this worker and names a workflow that it does not have. Deploy a worker that has it, or correct the contract.',
      );
    }
  }

  async function runQueue(
    taskQueue: string,
    to: NativeConnection,
    workflowBundle: WorkflowBundle,
    started: () => void,
  ): Promise<void> {
    const settings = { connection: to, namespace, taskQueue, activities, workflowBundle, tracing };
    const attempt = async () => {
      const worker = await createWorker(settings);
      const run = runWorker(worker, signal);
      started();
      regained(`Task queue ${taskQueue}`);
      if (!(await run)) isInUse = true;
      if (!signal.aborted) throw new Error('The worker ended by itself.');
    };
    const onFailure = (error: unknown) => {
      if (!signal.aborted) lost(`Task queue ${taskQueue}`, error);
    };
    await keepTrying(attempt, { signal, onFailure }).catch(ignoreAbort);
  }

  async function check(what: string, ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask();
      regained(what);
    } catch (error) {
      lost(what, error);
    }
  }

  async function watch(to: NativeConnection): Promise<void> {
    while (!signal.aborted) {
      await pause(checkIntervalMs, undefined, { signal }).catch(ignoreAbort);
      if (signal.aborted) return;
      await Promise.all([
        check('The database', () => pool.query('SELECT 1')),
        check(`Temporal at ${address}`, () =>
          to.withDeadline(Date.now() + checkTimeoutMs, () => to.workflowService.getSystemInfo({})),
        ),
      ]);
    }
  }

  return {
    async start() {
      const bundled = bundleWorkflows(createTemporalLogger(log), tracing?.workflowModules);
      await until('The database', reportUnknownRoutes);
      const to = await until(`Temporal at ${address}`, () =>
        NativeConnection.connect(temporal.connectionOptions),
      );
      connection = to;
      const workflowBundle = await bundled;
      const polling = taskQueues.map((taskQueue) => {
        const started = Promise.withResolvers<void>();
        runs.push(runQueue(taskQueue, to, workflowBundle, started.resolve));
        return started.promise;
      });
      await Promise.all(polling);
      runs.push(watch(to));
      reasons.delete('start');
    },
    readiness: () => ({ ready: reasons.size === 0, reasons: [...reasons.values()] }),
    async stop() {
      reasons.set('stop', 'The worker is stopping.');
      stopping.abort();
      await Promise.all(runs);
      if (isInUse) log.warn('Temporal does not answer; it was not told that this worker is gone');
      else await connection?.close();
    },
  };
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}

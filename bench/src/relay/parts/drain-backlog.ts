import type { BenchRun } from '../bench-run.ts';
import { residentMemoryOf } from '../measuring/process-figures.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { type CostPerEvent, costPerEvent, readCost } from '../server/cost.ts';
import { holdXmin } from '../server/hold-xmin.ts';
import { checkHandled, countHandled } from '../subjects/handled-check.ts';
import { type RunningSubject, startSubject } from '../subjects/start-subject.ts';
import type { Subject } from '../subjects/subject.ts';
import { fill } from '../writers/fill.ts';

/** How fast a backlog went. */
export interface DrainFigure {
  readonly subject: string;
  readonly perSecond: number;
  readonly handled: number;
  /** All of them; else it was stopped after the time limit. */
  readonly isDone: boolean;
  readonly cost: CostPerEvent;
  readonly peakMemory: number;
}

/** After the backlog, with the same process. */
type Afterwards = (target: {
  readonly running: RunningSubject;
  readonly database: BenchDatabase;
}) => Promise<{ readonly inserted: number; readonly eventIds: readonly string[] }>;

/**
 * Inserts a backlog, then starts the subject on it: from the first handler entered to the last
 * write-back committed. Checks that nothing was lost.
 */
export async function drainBacklog(
  run: BenchRun,
  subject: Subject,
  backlog: {
    readonly events: number;
    readonly limitMs: number;
    /** From when the backlog is inserted to the end. */
    readonly holdsXmin?: boolean;
    readonly afterwards?: Afterwards;
  },
): Promise<DrainFigure> {
  const { server } = run;
  const { events, limitMs } = backlog;
  const template = await server.template(subject.template, async (url) => subject.install(url));
  await using database = await server.createDatabase(template);
  await fill(subject, database, events);
  await using _ = backlog.holdsXmin ? await holdXmin(database.ownerUrl) : undefined;
  await using running = await startSubject(subject, database);
  const begun = await running.until(({ finished }) => finished > 0, limitMs);
  const before = await readCost(server, database.name, running.pid);
  const done = await running.until(({ finished }) => finished === events, limitMs);
  const after = await readCost(server, database.name, running.pid);
  const { eventIds } = await running.report();
  const extra =
    done.finished === events && backlog.afterwards !== undefined
      ? await backlog.afterwards({ running, database })
      : { inserted: 0, eventIds: [] };
  const peakMemory = residentMemoryOf(running.pid)?.peak ?? Number.NaN;
  // What was handled between the last look and the end.
  const late = await running.stop();
  await checkHandled(subject, database, {
    inserted: events + extra.inserted,
    handled: countHandled(subject, [...eventIds, ...extra.eventIds, ...late.eventIds]),
  });
  return {
    subject: subject.name,
    perSecond: (done.finished * 1e3) / (done.lastFinishedMs - done.firstEnteredMs),
    handled: done.finished,
    isDone: done.finished === events,
    cost: costPerEvent(before, after, done.finished - begun.finished),
    peakMemory,
  };
}

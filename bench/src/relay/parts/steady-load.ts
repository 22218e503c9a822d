import type { BenchRun } from '../bench-run.ts';
import { poissonSchedule } from '../measuring/schedule.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { type CostPerEvent, costPerEvent, readCost } from '../server/cost.ts';
import { eventData, eventMetadata, givenEvent } from '../subjects/event-rows.ts';
import { EventsLostError } from '../subjects/handled-check.ts';
import type { RunningSubject } from '../subjects/start-subject.ts';
import type { Subject } from '../subjects/subject.ts';

/** Events that came at a fixed rate, and what became of them. */
export interface SteadyLoad {
  readonly eventIds: readonly string[];
  /** COMMIT returned to the writer → handler entered, for each event. */
  readonly latencyMs: readonly number[];
  /** Due by the schedule → handler entered: holds also what the insert took, or waited for. */
  readonly sinceDueMs: readonly number[];
  readonly cost: CostPerEvent;
}

const connections = 32;
/** How long the last events may take once all are inserted. */
const patienceMs = 60_000;

/** Inserts events in an open loop and finds out when each was handed to its handler. */
export async function measureSteadyLoad(
  run: BenchRun,
  target: { subject: Subject; running: RunningSubject; database: BenchDatabase },
  load: { readonly perSecond: number; readonly events: number; readonly seed: number },
): Promise<SteadyLoad> {
  const { subject, running, database } = target;
  const enteredBefore = running.progress.entered;
  const before = await readCost(run.server, database.name, running.pid);
  const committed = await run.writer.insertAsScheduled({
    url: database.ownerUrl,
    sql: subject.insert(givenEvent),
    data: JSON.stringify(eventData),
    metadata: JSON.stringify(eventMetadata()),
    clients: Math.min(connections, load.events),
    dueMs: poissonSchedule(load.perSecond, load.events, load.seed),
  });
  await running.until(({ finished }) => finished >= enteredBefore + load.events, patienceMs);
  const after = await readCost(run.server, database.name, running.pid);
  const report = await running.report();
  const enteredMs = new Map(report.eventIds.map((id, index) => [id, report.enteredMs[index]]));
  const since = (from: Float64Array) =>
    committed.eventIds.map((id, index) => {
      const entered = enteredMs.get(id);
      if (entered !== undefined) return entered - (from[index] ?? Number.NaN);
      throw new EventsLostError(
        `${subject.name} did not handle event ${id} within ${patienceMs / 1e3} s. Look for it in the queue.`,
      );
    });
  return {
    eventIds: report.eventIds,
    latencyMs: since(committed.committedMs),
    sinceDueMs: since(committed.dueMs),
    cost: costPerEvent(before, after, load.events),
  };
}

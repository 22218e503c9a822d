import type { BenchRun } from '../bench-run.ts';
import { monotonicMs } from '../measuring/monotonic-ms.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { sameEvent } from '../subjects/event-rows.ts';
import type { RunningSubject } from '../subjects/start-subject.ts';
import type { Subject } from '../subjects/subject.ts';

const clients = 32;
/** More than is ever in flight, little enough to be handled soon after. */
const mostWaiting = 1_000;
const mostWaitingForSlow = 2;
/** The first part fills the queue. */
const warmUpShare = 0.25;
const patienceMs = 60_000;

/**
 * What a subject handles per second while writers keep it busy on the same machine: they insert as
 * fast as they can, but never more than a little ahead.
 */
export async function findMaximum(
  { writer, sizes }: BenchRun,
  target: { subject: Subject; running: RunningSubject; database: BenchDatabase },
): Promise<{
  readonly perSecond: number;
  readonly inserted: number;
  readonly eventIds: readonly string[];
}> {
  const { subject, running, database } = target;
  const window = subject.isSlow ? mostWaitingForSlow : mostWaiting;
  const { maximumMs } = sizes.latency;
  const finishedBefore = running.progress.finished;
  await writer.open(database.ownerUrl, subject.insert(sameEvent), clients);
  const allow = () => writer.allow(running.progress.finished - finishedBefore + window);
  allow();
  running.events.on('progress', allow);
  const inserting = writer.insert(clients, maximumMs);
  await pause(maximumMs * warmUpShare);
  const [fromMs, from] = [monotonicMs(), running.progress.finished];
  const { events } = await inserting;
  const [untilMs, until] = [monotonicMs(), running.progress.finished];
  running.events.off('progress', allow);
  await writer.close();
  await running.until(({ finished }) => finished - finishedBefore >= events, patienceMs);
  const { eventIds } = await running.report();
  const perSecond = ((until - from) * 1e3) / (untilMs - fromMs);
  return { perSecond, inserted: events, eventIds };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

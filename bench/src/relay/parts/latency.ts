import type { BenchRun } from '../bench-run.ts';
import { rotate } from '../measuring/rotate.ts';
import type { PartFindings } from '../report/part-result.ts';
import { shareOfMaximum } from '../sizes.ts';
import { checkHandled, countHandled } from '../subjects/handled-check.ts';
import { startSubject } from '../subjects/start-subject.ts';
import type { Subject } from '../subjects/subject.ts';
import { describeLatency } from './describe-latency.ts';
import { findMaximum } from './find-maximum.ts';
import { type LatencyFigure, type MaximumFigure, ownLoad } from './latency-figures.ts';
import { measureSteadyLoad } from './steady-load.ts';

/** A rate that is so near to the maximum would only measure the backlog. */
const sustainableShare = 0.9;
/** When next to nothing was handled while the maximum was looked for. */
const leastPerSecond = 0.4;

/** COMMIT returned → handler entered, at fixed rates and at a share of each one's own maximum. */
export async function measureLatency(run: BenchRun): Promise<PartFindings> {
  const latencies: LatencyFigure[] = [];
  const maxima: MaximumFigure[] = [];
  const { rounds, subjects } = run.sizes.latency;
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of rotate(subjects, round)) {
      const found = await measureSubject(run, subject, round);
      maxima.push({ subject: subject.name, perSecond: found.maximum });
      latencies.push(...found.latencies);
      run.log(`latency: ${subject.name}, round ${round + 1} of ${rounds}`);
    }
  }
  return describeLatency(latencies, maxima, run.sizes.latency);
}

async function measureSubject(
  run: BenchRun,
  subject: Subject,
  round: number,
): Promise<{ maximum: number; latencies: LatencyFigure[] }> {
  const { server, sizes } = run;
  const template = await server.template(subject.template, async (url) => subject.install(url));
  await using database = await server.createDatabase(template);
  await using running = await startSubject(subject, database);
  const target = { subject, running, database };
  // Also warms everything up.
  const maximum = await findMaximum(run, target);
  let { inserted, eventIds } = maximum;
  const latencies: LatencyFigure[] = [];
  const own = Math.max(leastPerSecond, maximum.perSecond * shareOfMaximum);
  const loads = [
    ...sizes.latency.rates
      .filter(({ perSecond }) => perSecond <= maximum.perSecond * sustainableShare)
      .map(({ perSecond, events }) => ({ load: `${perSecond}/s`, perSecond, events })),
    {
      load: ownLoad,
      perSecond: own,
      events: Math.max(1, Math.round((own * sizes.latency.ownMs) / 1e3)),
    },
  ];
  for (const { load, perSecond, events } of loads) {
    const found = await measureSteadyLoad(run, target, { perSecond, events, seed: round + 1 });
    inserted += events;
    eventIds = [...eventIds, ...found.eventIds];
    const { latencyMs, sinceDueMs, cost } = found;
    latencies.push({ subject: subject.name, load, perSecond, latencyMs, sinceDueMs, cost });
  }
  const late = await running.stop();
  await checkHandled(subject, database, {
    inserted,
    handled: countHandled(subject, [...eventIds, ...late.eventIds]),
  });
  return { maximum: maximum.perSecond, latencies };
}

import type { BenchRun } from '../bench-run.ts';
import { rotate } from '../measuring/rotate.ts';
import type { PartFindings } from '../report/part-result.ts';
import type { Subject } from '../subjects/subject.ts';
import { describeHeldXmin } from './describe-held-xmin.ts';
import { drainBacklog } from './drain-backlog.ts';
import { measureSteadyLoad, type SteadyLoad } from './steady-load.ts';
import { steadyPerSecond, type XminFigure } from './xmin-figure.ts';

/**
 * The same work with and without an idle transaction that holds xmin back, so that what is done
 * cannot be cleaned up: a backlog first, whose remains then lie in the way of a steady load.
 */
export async function measureHeldXmin(run: BenchRun): Promise<PartFindings> {
  const { rounds, subjects } = run.sizes.xmin;
  const conditions = subjects.flatMap((subject) => [
    { subject, isHeld: false },
    { subject, isHeld: true },
  ]);
  const figures: XminFigure[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { subject, isHeld } of rotate(conditions, round)) {
      figures.push(await measureCondition(run, subject, isHeld, round));
      const [held, of] = [isHeld ? 'held' : 'free', `round ${round + 1} of ${rounds}`];
      run.log(`xmin: ${subject.name}, ${held}, ${of}`);
    }
  }
  return describeHeldXmin(figures, run.sizes.xmin);
}

async function measureCondition(
  run: BenchRun,
  subject: Subject,
  isHeld: boolean,
  round: number,
): Promise<XminFigure> {
  const { events, limitMs, steadyMs } = run.sizes.xmin;
  const steadyEvents = Math.round((steadyPerSecond * steadyMs) / 1e3);
  let steady: SteadyLoad | undefined;
  const drain = await drainBacklog(run, subject, {
    events,
    limitMs,
    holdsXmin: isHeld,
    afterwards: async (target) => {
      const load = { perSecond: steadyPerSecond, events: steadyEvents, seed: round + 1 };
      steady = await measureSteadyLoad(run, { subject, ...target }, load);
      return { inserted: steadyEvents, eventIds: steady.eventIds };
    },
  });
  return { subject: subject.name, isHeld, drain, steady };
}

import type { BenchRun } from '../bench-run.ts';
import { rotate } from '../measuring/rotate.ts';
import type { PartFindings } from '../report/part-result.ts';
import { describeDrain } from './describe-drain.ts';
import { drainBacklog, type DrainFigure } from './drain-backlog.ts';

/** How fast a backlog goes, what that costs, and what memory it takes. */
export async function measureDrain(run: BenchRun): Promise<PartFindings> {
  const figures: DrainFigure[] = [];
  const { rounds, events, limitMs, subjects } = run.sizes.drain;
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of rotate(subjects, round)) {
      // At one job every two seconds the time limit says it all, and is not worth a backlog.
      const backlog = subject.isSlow ? Math.min(events, 100) : events;
      const figure = await drainBacklog(run, subject, { events: backlog, limitMs });
      figures.push(figure);
      run.log(
        `drain: ${subject.name} ${Math.round(figure.perSecond)}/s, round ${round + 1} of ${rounds}`,
      );
    }
  }
  return describeDrain(figures, run.sizes.drain);
}

import { counted, median, rate, rateAndRange, ratio } from '../report/cells.ts';
import type { PartFindings, ResultTable } from '../report/part-result.ts';
import type { BenchSizes } from '../sizes.ts';
import { graphileWorker } from '../subjects/graphile-worker.ts';
import { relay } from '../subjects/relay.ts';
import type { DrainFigure } from './drain-backlog.ts';

/** Of the figures to reach, per second. */
const leastPerSecond = 20_000;
const leastRatio = 1.2;

/** Table, goals and chart of the backlog. */
export function describeDrain(
  figures: readonly DrainFigure[],
  { events, subjects }: BenchSizes['drain'],
): PartFindings {
  const of = (name: string) => figures.filter(({ subject }) => subject === name);
  const rates = (name: string) => of(name).map(({ perSecond }) => perSecond);
  const ours = median(rates(relay.name));
  const ratioTo = (name: string) =>
    median(rates(relay.name).map((value, round) => value / (rates(name)[round] ?? Number.NaN)));
  const middle = (name: string, value: (figure: DrainFigure) => number) =>
    median(of(name).map(value));

  const table: ResultTable = {
    title: `Drain of ${rate(events)} events`,
    note: `Events per second from the first handler entered to the last write-back committed, one process each; median (range) of ${counted(of(relay.name).length, 'round')}. CPU of the process and of its backends, WAL of the handling alone, and the most memory that the process held.`,
    columns: [
      '',
      'events/s',
      'relay ÷ this',
      'CPU µs per event: Node',
      'PostgreSQL',
      'WAL bytes per event',
      'peak RSS, MB',
    ],
    rows: subjects.map(({ name }) => [
      of(name).every(({ isDone }) => isDone) ? name : `${name} (stopped at the time limit)`,
      rateAndRange(rates(name)),
      ratio(ratioTo(name)),
      rate(middle(name, ({ cost }) => cost.nodeMicroseconds)),
      rate(middle(name, ({ cost }) => cost.postgresMicroseconds)),
      rate(middle(name, ({ cost }) => cost.walBytes)),
      rate(middle(name, ({ peakMemory }) => peakMemory) / 1e6),
    ]),
  };
  const rivals = [graphileWorker.tuned, graphileWorker.tunedTogether].filter((rival) =>
    subjects.includes(rival),
  );
  const ratioGoals = rivals.map(({ name }) => ({
    what: `drain: relay ÷ ${name}`,
    goal: `≥ ${leastRatio.toFixed(1)}`,
    measured: ratio(ratioTo(name)),
    isReached: ratioTo(name) >= leastRatio,
  }));
  return {
    tables: [table],
    goals: [
      {
        what: 'drain: relay with a starter that does nothing, events/s',
        goal: `≥ ${rate(leastPerSecond)}`,
        measured: rate(ours),
        isReached: ours >= leastPerSecond,
      },
      ...ratioGoals,
    ],
    charts: [
      {
        name: 'drain',
        title: `Drain of ${rate(events)} events`,
        unit: 'events/s',
        kind: 'bars',
        values: subjects.map(({ name }) => ({
          subject: name,
          group: '',
          value: median(rates(name)),
          low: Math.min(...rates(name)),
          high: Math.max(...rates(name)),
        })),
      },
    ],
    figures,
  };
}

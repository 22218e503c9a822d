import { percentile } from '../../statistics.ts';
import { counted, median, milliseconds, rate, rateAndRange, ratio } from '../report/cells.ts';
import type { Goal, PartFindings, ResultTable } from '../report/part-result.ts';
import type { BenchSizes } from '../sizes.ts';
import { relay } from '../subjects/relay.ts';
import { steadyPerSecond, type XminFigure } from './xmin-figure.ts';

/** "Within 20 %". */
const leastRatio = 0.8;

/** Table, goals and chart of the part with an old snapshot. */
export function describeHeldXmin(
  figures: readonly XminFigure[],
  { events, subjects }: BenchSizes['xmin'],
): PartFindings {
  const of = (name: string, isHeld: boolean) =>
    figures.filter((figure) => figure.subject === name && figure.isHeld === isHeld);
  const rates = (name: string, isHeld: boolean) =>
    of(name, isHeld).map(({ drain }) => drain.perSecond);
  const latency = (name: string, isHeld: boolean, p: number) =>
    percentile(
      of(name, isHeld).flatMap(({ steady }) => steady?.latencyMs ?? []),
      p,
    );
  const cost = (name: string, isHeld: boolean) => {
    const all = of(name, isHeld).flatMap(({ steady }) =>
      steady === undefined ? [] : [steady.cost],
    );
    const middle = (value: (found: (typeof all)[number]) => number) => rate(median(all.map(value)));
    return [
      middle(({ nodeMicroseconds }) => nodeMicroseconds),
      middle(({ postgresMicroseconds }) => postgresMicroseconds),
      middle(({ walBytes }) => walBytes),
    ];
  };
  const drainRatio = (name: string) => median(rates(name, true)) / median(rates(name, false));

  const table: ResultTable = {
    title: 'With xmin held',
    note: `An idle transaction keeps all that is done from being cleaned up: a drain of ${rate(events)} events, then ${steadyPerSecond} events per second with the same process on the same tables; median (range) of ${counted(of(relay.name, true).length, 'round')}. Latency: COMMIT returned → handler entered, ms. CPU and WAL per event of the steady load.`,
    columns: [
      '',
      'drain, events/s',
      'held ÷ free',
      'p50',
      'p95',
      'p99',
      'max',
      'CPU µs: Node',
      'PostgreSQL',
      'WAL bytes',
    ],
    rows: subjects.flatMap(({ name }) =>
      [false, true].map((isHeld) => [
        isHeld ? `${name}, xmin held` : name,
        rateAndRange(rates(name, isHeld)),
        isHeld ? ratio(drainRatio(name)) : '',
        ...[50, 95, 99, 100].map((p) => milliseconds(latency(name, isHeld, p))),
        ...cost(name, isHeld),
      ]),
    ),
  };
  // A fifth of little is less than the clock's noise: half a millisecond more is still the same.
  const [free, held] = [latency(relay.name, false, 50), latency(relay.name, true, 50)];
  const goals: Goal[] = [
    {
      what: 'drain with xmin held ÷ without',
      goal: `≥ ${ratio(leastRatio)}`,
      measured: ratio(drainRatio(relay.name)),
      isReached: drainRatio(relay.name) >= leastRatio,
    },
    {
      what: `p50 at ${steadyPerSecond}/s with xmin held, ms`,
      goal: `≤ ${milliseconds(Math.max(free / leastRatio, free + 0.5))}`,
      measured: milliseconds(held),
      isReached: held <= Math.max(free / leastRatio, free + 0.5),
    },
  ];
  return {
    tables: [table],
    goals,
    charts: [
      {
        name: 'held-xmin',
        title: `Drain of ${rate(events)} events, and with xmin held`,
        unit: 'events/s',
        kind: 'bars',
        values: subjects.flatMap(({ name }) =>
          [false, true].map((isHeld) => ({
            subject: name,
            group: isHeld ? 'xmin held' : 'xmin free',
            value: median(rates(name, isHeld)),
            low: Math.min(...rates(name, isHeld)),
            high: Math.max(...rates(name, isHeld)),
          })),
        ),
      },
    ],
    figures: figures.map(({ steady, ...rest }) => ({
      ...rest,
      steady: steady && {
        cost: steady.cost,
        p50: percentile(steady.latencyMs, 50),
        p99: percentile(steady.latencyMs, 99),
      },
    })),
  };
}

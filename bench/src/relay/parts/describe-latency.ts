import { percentile } from '../../statistics.ts';
import { median, milliseconds, rate, rateAndRange, summary } from '../report/cells.ts';
import type { Chart } from '../report/chart.ts';
import type { PartFindings, ResultTable } from '../report/part-result.ts';
import type { BenchSizes } from '../sizes.ts';
import { type LatencyFigure, type MaximumFigure, ownLoad } from './latency-figures.ts';

const percentiles = [50, 95, 99, 100];

/** One table per load, one for the costs at the loads, and a chart with a panel per load. */
export function describeLatency(
  figures: readonly LatencyFigure[],
  maxima: readonly MaximumFigure[],
  { rates, subjects }: BenchSizes['latency'],
): PartFindings {
  const loads = [...rates.map(({ perSecond }) => `${perSecond}/s`), ownLoad];
  const maximaOf = (subject: string) =>
    maxima.filter((figure) => figure.subject === subject).map(({ perSecond }) => perSecond);
  const pooled = loads.flatMap((load) =>
    subjects.map(({ name }) => pool(name, load, figures)).filter((found) => found !== undefined),
  );
  const tables = loads.map((load): ResultTable => ({
    title: `Latency at ${load}`,
    note: 'COMMIT returned → handler entered, ms; open loop, all rounds together. From due: from the time that the schedule says, which holds the insert as well. CPU of the process and of its backends; WAL of insert and handling.',
    columns: [
      '',
      'maximum/s',
      'events',
      'p50',
      'p95',
      'p99',
      'max',
      'p50 from due',
      'p99 from due',
      'CPU µs per event: Node',
      'PostgreSQL',
      'WAL bytes per event',
    ],
    rows: subjects.map(({ name }) => {
      const found = pooled.find((one) => one.subject === name && one.load === load);
      const maximum = rateAndRange(maximaOf(name));
      if (found === undefined) return [name, maximum, 'too slow for this', ...blank(9)];
      return [
        name,
        maximum,
        rate(found.latencyMs.length),
        ...percentiles.map((p) => milliseconds(percentile(found.latencyMs, p))),
        ...[50, 99].map((p) => milliseconds(percentile(found.sinceDueMs, p))),
        rate(found.cost.nodeMicroseconds),
        rate(found.cost.postgresMicroseconds),
        rate(found.cost.walBytes),
      ];
    }),
  }));
  const summaries = pooled.map(({ latencyMs, sinceDueMs, ...rest }) => ({
    ...rest,
    events: latencyMs.length,
    latencyMs: summary(latencyMs),
    sinceDueMs: summary(sinceDueMs),
  }));
  return { tables, goals: [], charts: [chart(pooled)], figures: { maxima, latencies: summaries } };
}

function pool(subject: string, load: string, figures: readonly LatencyFigure[]) {
  const found = figures.filter((figure) => figure.subject === subject && figure.load === load);
  if (found.length === 0) return undefined;
  const middle = (of: (figure: LatencyFigure) => number) => median(found.map(of));
  return {
    subject,
    load,
    perSecond: middle(({ perSecond }) => perSecond),
    latencyMs: found.flatMap(({ latencyMs }) => latencyMs),
    sinceDueMs: found.flatMap(({ sinceDueMs }) => sinceDueMs),
    cost: {
      nodeMicroseconds: middle(({ cost }) => cost.nodeMicroseconds),
      postgresMicroseconds: middle(({ cost }) => cost.postgresMicroseconds),
      walBytes: middle(({ cost }) => cost.walBytes),
    },
  };
}

function chart(pooled: readonly NonNullable<ReturnType<typeof pool>>[]): Chart {
  return {
    name: 'latency',
    title: 'COMMIT returned → handler entered',
    unit: 'ms',
    kind: 'points',
    values: pooled.flatMap(({ subject, load, latencyMs }) =>
      [50, 95, 99].map((p) => ({
        subject,
        group: load,
        series: `p${p}`,
        // What outran the COMMIT's own return has no place on a logarithmic scale.
        value: Math.max(0.1, percentile(latencyMs, p)),
      })),
    ),
  };
}

function blank(count: number): string[] {
  return Array.from({ length: count }, () => '');
}

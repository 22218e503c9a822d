import { counted, median, rate, rateAndRange, ratio } from '../report/cells.ts';
import type { Goal, PartFindings, ResultTable } from '../report/part-result.ts';
import type { WriterFigure } from './writer-figure.ts';
import {
  noTriggers,
  withGate,
  withGateAndXmin,
  withoutNotify,
  type WriterVariant,
  writerVariants,
} from './writer-variants.ts';

/** Tables, goals and chart of the writers' part. */
export function describeWriterCost(
  figures: readonly WriterFigure[],
  counts: readonly number[],
): PartFindings {
  const most = Math.max(...counts);
  const of = (variant: WriterVariant, clients: number) =>
    figures.filter((figure) => figure.variant === variant.name && figure.clients === clients);
  const rates = (variant: WriterVariant, clients: number) =>
    of(variant, clients).map(({ perSecond }) => perSecond);
  const ratioTo = (variant: WriterVariant, reference: WriterVariant) =>
    median(
      rates(variant, most).map((value, round) => value / (rates(reference, most)[round] ?? NaN)),
    );

  const table: ResultTable = {
    title: 'Cost on the writer',
    note: `Inserts per second, one event per transaction, by clients that write at the same time; median (range) of ${counted(of(noTriggers, most).length, 'round')}. Ratio, CPU and WAL at ${most} clients; CPU is that of the writers' own backends.`,
    columns: [
      '',
      ...counts.map((clients) => (clients === 1 ? '1 client' : `${clients} clients`)),
      '÷ no triggers',
      'CPU µs per insert',
      'WAL bytes per insert',
    ],
    rows: writerVariants.map((variant) => [
      variant.name,
      ...counts.map((clients) => rateAndRange(rates(variant, clients))),
      ratio(ratioTo(variant, noTriggers)),
      rate(median(of(variant, most).map(({ postgresMicroseconds }) => postgresMicroseconds))),
      rate(median(of(variant, most).map(({ walBytes }) => walBytes))),
    ]),
  };
  const goal = (what: string, measured: number, atLeast: number): Goal => ({
    what: `${what}, ${most} clients`,
    goal: `≥ ${ratio(atLeast)}`,
    measured: ratio(measured),
    isReached: measured >= atLeast,
  });
  return {
    tables: [table],
    goals: [
      goal('inserts/s: gate ÷ without NOTIFY', ratioTo(withGate, withoutNotify), 0.95),
      goal('inserts/s: gate ÷ no triggers', ratioTo(withGate, noTriggers), 0.75),
      goal('inserts/s: gate with xmin held ÷ gate', ratioTo(withGateAndXmin, withGate), 0.8),
    ],
    charts: [
      {
        name: 'writer-cost',
        title: `Inserts per second at ${most} clients`,
        unit: 'inserts/s',
        kind: 'bars',
        values: writerVariants.map((variant) => {
          const values = rates(variant, most);
          const [low, high] = [Math.min(...values), Math.max(...values)];
          return { subject: variant.name, group: '', value: median(values), low, high };
        }),
      },
    ],
    figures,
  };
}

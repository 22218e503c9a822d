import { percentile } from '../../statistics.ts';
import { type BlockPair, bootstrapRatio } from '../measuring/bootstrap.ts';
import { counted, milliseconds, rate, rateAndRange, ratio, summary } from '../report/cells.ts';
import type { Goal, PartFindings, ResultTable } from '../report/part-result.ts';
import type { IdleLatency } from './idle-latency.ts';
import { bareConcurrency } from './start-blocks.ts';

const leastRatio = 0.9;
const mostOverBareMs = { p50: 2, p95: 5 };

/** Tables, goals and chart of the part with the real server. */
export function describeTemporal(found: {
  readonly latency: IdleLatency;
  readonly free: readonly BlockPair[];
  readonly held: readonly BlockPair[];
  readonly blockSize: number;
  readonly serverVersion: string;
}): PartFindings {
  const { latency, free, held, blockSize, serverVersion } = found;
  const rates = (pairs: readonly BlockPair[], key: keyof BlockPair) =>
    pairs.map((pair) => blockSize / pair[key]);
  const blocks = [
    { name: '', pairs: free },
    { name: ', xmin held', pairs: held },
  ].map((block) => ({ ...block, interval: bootstrapRatio(block.pairs) }));
  const [freeInterval, heldInterval] = blocks.map(({ interval }) => interval);

  const throughput: ResultTable = {
    title: 'Workflows started per second, real Temporal server',
    note: `Temporal server ${serverVersion}, the CLI's dev server in memory, without its rate limits. ${counted(free.length, 'pair')} of blocks of ${rate(blockSize)}, each pair on a server of its own, no worker; rows inserted beforehand, from the commit that releases them to the last acknowledgement's. Bare: ${bareConcurrency} calls at once. Median (range); ratio over all blocks with its 95 % bootstrap interval.`,
    columns: ['', 'relay', 'bare startWorkflowExecution', 'relay ÷ bare', '95 % interval'],
    rows: blocks.map(({ name, pairs, interval }) => [
      `pairs of blocks${name}`,
      rateAndRange(rates(pairs, 'subjectSeconds')),
      rateAndRange(rates(pairs, 'referenceSeconds')),
      ratio(interval.ratio),
      `${ratio(interval.low)}–${ratio(interval.high)}`,
    ]),
  };
  const { relayMs, bareMs } = latency;
  const percentiles = [50, 95, 99, 100];
  const latencyTable: ResultTable = {
    title: 'Idle latency, real Temporal server',
    note: `${counted(relayMs.length, 'interleaved pair')}, one at a time, ms. Relay: COMMIT returned → answer of the start received. Bare: call → answer.`,
    columns: ['', 'p50', 'p95', 'p99', 'max'],
    rows: [
      ['through the relay', ...percentiles.map((p) => milliseconds(percentile(relayMs, p)))],
      [
        'bare startWorkflowExecution',
        ...percentiles.map((p) => milliseconds(percentile(bareMs, p))),
      ],
    ],
  };
  const latencyGoal = (p: 50 | 95): Goal => {
    const [ours, bare] = [percentile(relayMs, p), percentile(bareMs, p)];
    const most = mostOverBareMs[`p${p}`];
    return {
      what: `COMMIT returned → start's answer, idle, p${p} over bare, ms`,
      goal: `≤ ${most}`,
      measured: milliseconds(ours - bare),
      isReached: ours - bare <= most,
    };
  };
  const goals: Goal[] = [
    {
      what: 'starts/s with real Temporal ÷ bare startWorkflowExecution',
      goal: `≥ ${ratio(leastRatio)}, aim 0.95`,
      measured: `${ratio(freeInterval?.ratio ?? NaN)} (${ratio(freeInterval?.low ?? NaN)}–${ratio(freeInterval?.high ?? NaN)})`,
      isReached: (freeInterval?.ratio ?? 0) >= leastRatio,
    },
    {
      what: 'the same with xmin held',
      goal: `≥ ${ratio(leastRatio * 0.8)}`,
      measured: ratio(heldInterval?.ratio ?? Number.NaN),
      isReached: (heldInterval?.ratio ?? 0) >= leastRatio * 0.8,
    },
    latencyGoal(50),
    latencyGoal(95),
  ];
  return {
    tables: [throughput, latencyTable],
    goals,
    charts: [
      {
        name: 'temporal-latency',
        title: 'Idle: COMMIT returned → start’s answer, and the bare call',
        unit: 'ms',
        kind: 'points',
        values: Object.entries({ 'through the relay': relayMs, 'bare call': bareMs }).flatMap(
          ([subject, values]) =>
            [50, 95, 99].map((p) => ({
              subject,
              group: '',
              series: `p${p}`,
              value: percentile(values, p),
            })),
        ),
      },
    ],
    figures: {
      free,
      held,
      freeInterval,
      heldInterval,
      blockSize,
      relayMs: summary(relayMs),
      bareMs: summary(bareMs),
    },
  };
}

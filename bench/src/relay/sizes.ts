import { allSubjects, bestSubjects } from './subjects/all-subjects.ts';
import { graphileWorker } from './subjects/graphile-worker.ts';
import { pgBoss } from './subjects/pg-boss.ts';
import { relay } from './subjects/relay.ts';
import type { Subject } from './subjects/subject.ts';

/** How much each part measures, and of whom. */
export interface BenchSizes {
  readonly writers: {
    readonly rounds: number;
    readonly clients: readonly number[];
    readonly blockMs: number;
  };
  readonly latency: {
    readonly rounds: number;
    readonly subjects: readonly Subject[];
    /** Events per second, and how many of them in each round. */
    readonly rates: readonly { readonly perSecond: number; readonly events: number }[];
    /** How long each one's own maximum is looked for, and then measured at a share of it. */
    readonly maximumMs: number;
    readonly ownMs: number;
  };
  readonly drain: {
    readonly rounds: number;
    readonly subjects: readonly Subject[];
    readonly events: number;
    readonly limitMs: number;
  };
  readonly xmin: {
    readonly rounds: number;
    readonly subjects: readonly Subject[];
    readonly events: number;
    readonly limitMs: number;
    readonly steadyMs: number;
  };
  readonly memory: { readonly pending: number; readonly limitMs: number };
  readonly temporal: {
    readonly pairs: number;
    readonly blockSize: number;
    readonly latencyPairs: number;
    readonly pairsWithXmin: number;
  };
}

/** Of each one's maximum, for latency under load. */
export const shareOfMaximum = 0.8;

/** About 25 minutes on two cores. */
export const fullSizes: BenchSizes = {
  writers: { rounds: 4, clients: [1, 8, 32], blockMs: 1_200 },
  latency: {
    rounds: 2,
    subjects: allSubjects,
    rates: [
      { perSecond: 50, events: 500 },
      { perSecond: 500, events: 2_500 },
    ],
    maximumMs: 4_000,
    ownMs: 5_000,
  },
  drain: { rounds: 3, subjects: allSubjects, events: 100_000, limitMs: 12_000 },
  xmin: { rounds: 2, subjects: bestSubjects, events: 100_000, limitMs: 20_000, steadyMs: 8_000 },
  memory: { pending: 1_000_000, limitMs: 20_000 },
  temporal: { pairs: 10, blockSize: 1_000, latencyPairs: 1_000, pairsWithXmin: 3 },
};

/** Enough to run every line, too little to say anything. */
export const quickSizes: BenchSizes = {
  writers: { rounds: 1, clients: [1, 2], blockMs: 60 },
  latency: {
    rounds: 1,
    subjects: [relay, graphileWorker.tunedTogether, pgBoss.tuned],
    rates: [{ perSecond: 50, events: 10 }],
    maximumMs: 400,
    ownMs: 100,
  },
  drain: {
    rounds: 1,
    subjects: [relay, graphileWorker.defaults, graphileWorker.tuned, pgBoss.defaults, pgBoss.bare],
    events: 300,
    limitMs: 1_500,
  },
  xmin: { rounds: 1, subjects: [relay], events: 300, limitMs: 5_000, steadyMs: 100 },
  memory: { pending: 1_000, limitMs: 5_000 },
  temporal: { pairs: 1, blockSize: 10, latencyPairs: 3, pairsWithXmin: 1 },
};

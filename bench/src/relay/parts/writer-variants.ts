import { graphileWorker } from '../subjects/graphile-worker.ts';
import { pgBoss } from '../subjects/pg-boss.ts';
import { relay } from '../subjects/relay.ts';
import type { Subject } from '../subjects/subject.ts';
import { dropNotify, dropTriggers, notifyAlways } from './notify-variants.ts';

/** One way to hand an event on while it is inserted. */
export interface WriterVariant {
  readonly name: string;
  readonly subject: Subject;
  /** Changes a copy of the subject's template. */
  readonly prepare: (ownerUrl: string) => Promise<void>;
  /** Rows that are queued by an INSERT. */
  readonly queues: boolean;
  readonly withRelay: boolean;
  readonly withXmin: boolean;
}

const asItIs = { prepare: async () => {}, queues: true, withRelay: false, withXmin: false };
const ours = { ...asItIs, subject: relay };

export const noTriggers: WriterVariant = {
  ...ours,
  name: 'event table without triggers',
  prepare: dropTriggers,
  queues: false,
};
export const withoutNotify: WriterVariant = {
  ...ours,
  name: 'our triggers without NOTIFY',
  prepare: dropNotify,
};
export const withGate: WriterVariant = { ...ours, name: 'our triggers with the gate' };
export const withGateAndXmin: WriterVariant = {
  ...ours,
  name: 'our triggers with the gate, xmin held',
  withXmin: true,
};
const withGateAndRelay: WriterVariant = {
  ...ours,
  name: 'our triggers with the gate, relay at work',
  withRelay: true,
};
const withNotify: WriterVariant = {
  ...ours,
  name: 'our triggers with NOTIFY in each',
  prepare: notifyAlways,
};

/** All of them insert one event per transaction into the same table, but for the bare forms. */
export const writerVariants: readonly WriterVariant[] = [
  noTriggers,
  withoutNotify,
  withGate,
  withGateAndXmin,
  withGateAndRelay,
  withNotify,
  { ...asItIs, name: 'graphile-worker’s add_jobs', subject: graphileWorker.defaults },
  { ...asItIs, name: 'graphile-worker’s add_jobs, bare', subject: graphileWorker.bare },
  { ...asItIs, name: 'pg-boss’s insert', subject: pgBoss.defaults },
  { ...asItIs, name: 'pg-boss’s insert, notifying', subject: pgBoss.tuned },
];

import { graphileWorker } from './graphile-worker.ts';
import { pgBoss } from './pg-boss.ts';
import { relay } from './relay.ts';
import type { Subject } from './subject.ts';

/** Everyone, each in its own form. */
export const allSubjects: readonly Subject[] = [
  relay,
  graphileWorker.defaults,
  graphileWorker.tuned,
  graphileWorker.tunedTogether,
  graphileWorker.bare,
  pgBoss.defaults,
  pgBoss.tuned,
  pgBoss.bare,
];

/** Those that do the same work at their best. */
export const bestSubjects: readonly Subject[] = [relay, graphileWorker.tunedTogether, pgBoss.tuned];

import type { CostPerEvent } from '../server/cost.ts';
import { shareOfMaximum } from '../sizes.ts';

/** A subject at one rate, in one round. */
export interface LatencyFigure {
  readonly subject: string;
  readonly load: string;
  readonly perSecond: number;
  readonly latencyMs: readonly number[];
  readonly sinceDueMs: readonly number[];
  readonly cost: CostPerEvent;
}

/** What a subject can do at most, in one round. */
export interface MaximumFigure {
  readonly subject: string;
  readonly perSecond: number;
}

/** The load that differs from subject to subject. */
export const ownLoad = `${shareOfMaximum * 100} % of its own maximum`;

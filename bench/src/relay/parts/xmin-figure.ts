import type { DrainFigure } from './drain-backlog.ts';
import type { SteadyLoad } from './steady-load.ts';

/** A backlog and then a steady load, with or without an old snapshot beside it. */
export interface XminFigure {
  readonly subject: string;
  readonly isHeld: boolean;
  readonly drain: DrainFigure;
  /** Undefined when the backlog did not go within the time limit. */
  readonly steady: Pick<SteadyLoad, 'latencyMs' | 'sinceDueMs' | 'cost'> | undefined;
}

/** Events per second after the backlog. */
export const steadyPerSecond = 500;

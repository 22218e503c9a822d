import type { Chart } from './chart.ts';

/** A table as it is shown; the first column names what the row is about. */
export interface ResultTable {
  readonly title: string;
  /** What the numbers are. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure that is to be reached, beside what was measured. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly isReached: boolean;
}

/** What one part found. */
export interface PartFindings {
  readonly tables: readonly ResultTable[];
  readonly goals: readonly Goal[];
  readonly charts: readonly Chart[];
  /** All numbers behind them, for machines. */
  readonly figures: unknown;
}

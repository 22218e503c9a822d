/** A point of a chart. */
interface ChartValue {
  readonly subject: string;
  /** Where there are several groups: one panel each. */
  readonly group: string;
  readonly value: number;
  /** Of several values of a subject and a group, such as percentiles. */
  readonly series?: string;
  readonly low?: number;
  readonly high?: number;
}

/** What is to be drawn, in words of the results. */
export interface Chart {
  /** Name of its file, without the suffix. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** bars: one value each, with its range. points: several values on a logarithmic scale. */
  readonly kind: 'bars' | 'points';
  readonly values: readonly ChartValue[];
}

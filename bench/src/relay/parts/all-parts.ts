import type { BenchRun } from '../bench-run.ts';
import type { PartFindings } from '../report/part-result.ts';
import { measureTemporal } from '../temporal/measure-temporal.ts';
import { measureDrain } from './drain.ts';
import { measureHeldXmin } from './held-xmin.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { measureWriterCost } from './writer-cost.ts';

/** What `--only` takes, in the order of the results. */
export const allParts = {
  writers: measureWriterCost,
  latency: measureLatency,
  drain: measureDrain,
  xmin: measureHeldXmin,
  memory: measureMemory,
  temporal: measureTemporal,
} satisfies Record<string, (run: BenchRun) => Promise<PartFindings>>;

export type PartName = keyof typeof allParts;

export function isPartName(name: string): name is PartName {
  return Object.hasOwn(allParts, name);
}

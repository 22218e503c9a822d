import type { BenchRun } from '../bench-run.ts';
import type { BlockPair } from '../measuring/bootstrap.ts';
import type { PartFindings } from '../report/part-result.ts';
import { describeTemporal } from './describe-temporal.ts';
import { measureIdleLatency } from './idle-latency.ts';
import { measurePair } from './start-blocks.ts';

/** The relay with the real Temporal server beside bare calls to it. */
export async function measureTemporal(run: BenchRun): Promise<PartFindings> {
  if (process.env['TEMPORAL_ADDRESS']) {
    throw new Error(
      'TEMPORAL_ADDRESS is set, and each pair of blocks needs a server that nobody has used. Unset it.',
    );
  }
  const { pairs, pairsWithXmin } = run.sizes.temporal;
  const idle = await measureIdleLatency(run);
  run.log('temporal: latency measured');
  const measureBlocks = async (count: number, withXmin: boolean) => {
    const found: BlockPair[] = [];
    for (let number = 0; number < count; number += 1) {
      found.push(await measurePair(run, number, { withXmin }));
      run.log(`temporal: pair ${number + 1} of ${count}${withXmin ? ', xmin held' : ''}`);
    }
    return found;
  };
  const free = await measureBlocks(pairs, false);
  const held = await measureBlocks(pairsWithXmin, true);
  return describeTemporal({ ...idle, free, held, blockSize: run.sizes.temporal.blockSize });
}

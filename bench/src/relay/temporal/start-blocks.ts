import type { BenchRun } from '../bench-run.ts';
import type { BlockPair } from '../measuring/bootstrap.ts';
import { monotonicMs } from '../measuring/monotonic-ms.ts';
import { holdXmin } from '../server/hold-xmin.ts';
import { insertEvents, manyEvents } from '../subjects/event-rows.ts';
import { checkHandled, countHandled } from '../subjects/handled-check.ts';
import { relay } from '../subjects/relay.ts';
import { type FreshPair, startFreshPair } from './fresh-pair.ts';

/** Bare starts at once: from 8 to 128 the server's rate is the same. */
export const bareConcurrency = 64;
const patienceMs = 120_000;

/**
 * One block through the relay and one of bare starts on a server of their own, after a small one of
 * each that does not count. Who goes first changes from pair to pair.
 */
export async function measurePair(
  run: BenchRun,
  pairNumber: number,
  options: { readonly withXmin: boolean },
): Promise<BlockPair> {
  const { blockSize } = run.sizes.temporal;
  await using pair = await startFreshPair(run);
  await using _ = options.withXmin ? await holdXmin(pair.database.ownerUrl) : undefined;
  const warmUp = Math.ceil(blockSize / 10);
  await relayBlock(pair, warmUp);
  await pair.bare.startMany(warmUp, bareConcurrency);

  const bareFirst = pairNumber % 2 === 1;
  const first = bareFirst ? await pair.bare.startMany(blockSize, bareConcurrency) : undefined;
  const subjectSeconds = await relayBlock(pair, blockSize);
  const referenceSeconds = first ?? (await pair.bare.startMany(blockSize, bareConcurrency));

  const { eventIds } = await pair.running.stop();
  await checkHandled(relay, pair.database, {
    inserted: warmUp + blockSize,
    handled: countHandled(relay, eventIds),
  });
  return { subjectSeconds, referenceSeconds };
}

/** Rows are inserted beforehand; the time runs from their commit to that of the last acknowledgement. */
async function relayBlock({ owner, running }: FreshPair, count: number): Promise<number> {
  await owner.query('VACUUM ANALYZE workflow_dispatch, domain_events');
  await owner.query('BEGIN');
  await owner.query(insertEvents(manyEvents), [count]);
  const wanted = running.progress.finished + count;
  const fromMs = monotonicMs();
  await owner.query('COMMIT');
  const { finished, lastFinishedMs } = await running.until(
    (progress) => progress.finished >= wanted,
    patienceMs,
  );
  if (finished >= wanted) return (lastFinishedMs - fromMs) / 1e3;
  throw new Error(
    `The relay started ${finished} of ${wanted} workflows in ${patienceMs / 1e3} s. See what it wrote above.`,
  );
}

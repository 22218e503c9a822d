import { bareStart } from './bare-start.ts';
import type { BenchServices } from './bench-services.ts';
import type { RelayProcess } from './start-relay-process.ts';
import { medianAndRange } from './statistics.ts';

export interface ThroughputResult {
  readonly blockSize: number;
  readonly concurrency: number;
  /** Starts per second of each block. */
  readonly relay: readonly number[];
  readonly bare: readonly number[];
}

/**
 * Alternating blocks: the relay starts rows that were inserted beforehand, then the bare calls at
 * the relay's concurrency start as many. A relay block lasts from the commit that makes its rows
 * available to the commit of its last acknowledgement.
 */
export async function measureThroughput(
  services: BenchServices,
  relay: RelayProcess,
  options: { readonly blocks: number; readonly blockSize: number; readonly concurrency: number },
): Promise<ThroughputResult> {
  const { blocks, blockSize, concurrency } = options;
  await insertHeldBack(services, (blocks + 1) * blockSize);
  // One of each to warm up, which does not count.
  await relayBlock(services, relay, blockSize);
  await bareBlock(services, blockSize, concurrency);
  const relayRates: number[] = [];
  const bareRates: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    // Who goes first changes, since the server slows down as it fills.
    if (block % 2 === 0) relayRates.push(await relayBlock(services, relay, blockSize));
    bareRates.push(await bareBlock(services, blockSize, concurrency));
    if (block % 2 === 1) relayRates.push(await relayBlock(services, relay, blockSize));
  }
  return { blockSize, concurrency, relay: relayRates, bare: bareRates };
}

/** In a transaction that also holds them back, so that the relay sees none of them yet. */
async function insertHeldBack({ owner, eventData }: BenchServices, count: number): Promise<void> {
  await owner.query('BEGIN');
  await owner.query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(), $2, $3
     FROM generate_series(1, $1)`,
    [count, eventData, { timestamp: new Date().toISOString() }],
  );
  await owner.query("UPDATE workflow_dispatch SET available_at = 'infinity'");
  await owner.query('COMMIT');
  await owner.query('VACUUM ANALYZE workflow_dispatch, domain_events');
}

async function relayBlock(
  { owner }: BenchServices,
  relay: RelayProcess,
  count: number,
): Promise<number> {
  const done = Promise.withResolvers<number>();
  let left = count;
  const onAcknowledged = (_: string, at: number): void => {
    left -= 1;
    if (left === 0) done.resolve(at);
  };
  relay.events.on('acknowledged', onAcknowledged);
  await owner.query(
    `UPDATE workflow_dispatch SET available_at = clock_timestamp() WHERE event_id IN (
       SELECT event_id FROM workflow_dispatch ORDER BY sequence_number LIMIT $1)`,
    [count],
  );
  const from = Number(process.hrtime.bigint()) / 1e6;
  await owner.query('NOTIFY workflow_events');
  const seconds = ((await done.promise) - from) / 1e3;
  relay.events.off('acknowledged', onAcknowledged);
  return count / seconds;
}

async function bareBlock(
  services: BenchServices,
  count: number,
  concurrency: number,
): Promise<number> {
  const from = performance.now();
  let left = count;
  async function caller(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await bareStart(services);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, caller));
  return count / ((performance.now() - from) / 1e3);
}

export function describeThroughput(result: ThroughputResult): string {
  const { blockSize, concurrency, relay, bare } = result;
  const ratios = relay.map((rate, block) => rate / (bare[block] ?? Number.NaN));
  return [
    `Starts per second, ${relay.length} alternating blocks of ${blockSize} rows inserted beforehand, no worker, ${concurrency} at once:`,
    '',
    '| | median (range) |',
    '| --- | --- |',
    `| through the relay, written back | ${medianAndRange(relay, 0)} |`,
    `| bare startWorkflowExecution | ${medianAndRange(bare, 0)} |`,
    `| relay ÷ bare, block by block | ${medianAndRange(ratios, 2)} |`,
    '',
    'Goal: at least 0.85.',
  ].join('\n');
}

import { randomUUID } from 'node:crypto';

import { bareStart } from './bare-start.ts';
import type { BenchServices } from './bench-services.ts';
import type { RelayProcess } from './start-relay-process.ts';
import { percentile } from './statistics.ts';

export interface LatencyResult {
  readonly pairs: number;
  readonly relayMs: readonly number[];
  readonly bareMs: readonly number[];
}

/**
 * One event at a time on an idle system, each beside one bare start: from COMMIT returned to the
 * start's answer received by the relay, and from call to answer.
 */
export async function measureLatency(
  services: BenchServices,
  relay: RelayProcess,
  pairs: number,
): Promise<LatencyResult> {
  const warmUp = 50;
  const relayMs: number[] = [];
  const bareMs: number[] = [];
  for (let pair = -warmUp; pair < pairs; pair += 1) {
    const relayIsFirst = pair % 2 === 1;
    const first = relayIsFirst ? await timeRelay(services, relay) : undefined;
    const bare = await timeBare(services);
    const relayed = first ?? (await timeRelay(services, relay));
    if (pair < 0) continue;
    bareMs.push(bare);
    relayMs.push(relayed);
  }
  return { pairs, relayMs, bareMs };
}

async function timeBare(services: BenchServices): Promise<number> {
  const before = now();
  await bareStart(services);
  return now() - before;
}

/** The event's id is drawn here, so that an answer that outruns our own COMMIT's return is seen. */
async function timeRelay(
  { writer, eventData }: BenchServices,
  relay: RelayProcess,
): Promise<number> {
  const id = randomUUID();
  const answered = Promise.withResolvers<number>();
  const acknowledged = Promise.withResolvers<void>();
  const onAnswer = (eventId: string, at: number): void => {
    if (eventId === id) answered.resolve(at);
  };
  const onAcknowledged = (eventId: string): void => {
    if (eventId === id) acknowledged.resolve();
  };
  relay.events.on('answered', onAnswer).on('acknowledged', onAcknowledged);
  await writer.query({
    name: 'insert-event',
    text: `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
           VALUES ($1, 'organization.bootstrap_initiated', 'organization', $1, $2, $3)`,
    values: [id, eventData, { timestamp: new Date().toISOString() }],
  });
  const committed = now();
  const ms = (await answered.promise) - committed;
  await acknowledged.promise;
  relay.events.off('answered', onAnswer).off('acknowledged', onAcknowledged);
  return ms;
}

export function describeLatency({ pairs, relayMs, bareMs }: LatencyResult): string {
  const difference = percentile(relayMs, 50) - percentile(bareMs, 50);
  return [
    `COMMIT returned → start's answer received, idle, one at a time, ${pairs} interleaved pairs, ms:`,
    '',
    '| | p50 | p95 | p99 | max |',
    '| --- | --- | --- | --- | --- |',
    row('through the relay', relayMs),
    row('bare startWorkflowExecution', bareMs),
    '',
    `Relay over bare at p50: ${difference.toFixed(2)} ms (goal: at most 5).`,
  ].join('\n');
}

/** Milliseconds of the host's monotonic clock, the same in every process. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function row(name: string, values: readonly number[]): string {
  return `| ${name} | ${[50, 95, 99, 100].map((p) => percentile(values, p).toFixed(2)).join(' | ')} |`;
}

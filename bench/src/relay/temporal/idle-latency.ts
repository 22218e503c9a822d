import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { BenchRun } from '../bench-run.ts';
import { monotonicMs } from '../measuring/monotonic-ms.ts';
import { eventData, eventMetadata, givenEvent, insertEvents } from '../subjects/event-rows.ts';
import { checkHandled, countHandled } from '../subjects/handled-check.ts';
import { relay } from '../subjects/relay.ts';
import { type FreshPair, startFreshPair } from './fresh-pair.ts';

/** One value per pair, milliseconds. */
export interface IdleLatency {
  /** COMMIT returned → Temporal's answer received by the relay. */
  readonly relayMs: readonly number[];
  /** Call → answer. */
  readonly bareMs: readonly number[];
}

const mostWarmUpPairs = 50;
const patienceMs = 10_000;
/** What a start leaves to do to the server is done by then, for whoever comes next. */
const idleMs = { least: 20, most: 40 };

/** The latency, and what server it was measured on. */
export interface IdleMeasurement {
  readonly latency: IdleLatency;
  readonly serverVersion: string;
}

/** One event at a time on an idle system, each beside one bare start; who goes first takes turns. */
export async function measureIdleLatency(run: BenchRun): Promise<IdleMeasurement> {
  await using pair = await startFreshPair(run);
  const { latencyPairs } = run.sizes.temporal;
  const warmUpPairs = Math.min(mostWarmUpPairs, latencyPairs);
  const pairs = warmUpPairs + latencyPairs;
  const committed = new Map<string, number>();
  const bareMs: number[] = [];
  for (let number = 0; number < pairs; number += 1) {
    if (number % 2 === 0) await relayOne(pair, committed);
    await becomeIdle();
    const fromMs = monotonicMs();
    await pair.bare.start();
    bareMs.push(monotonicMs() - fromMs);
    if (number % 2 === 1) await relayOne(pair, committed);
  }
  const { eventIds, enteredMs } = await pair.running.stop();
  await checkHandled(relay, pair.database, {
    inserted: pairs,
    handled: countHandled(relay, eventIds),
  });
  const answered = new Map(eventIds.map((id, index) => [id, enteredMs[index]]));
  const relayMs = [...committed].map(([id, at]) => (answered.get(id) ?? Number.NaN) - at);
  return {
    latency: { relayMs: relayMs.slice(warmUpPairs), bareMs: bareMs.slice(warmUpPairs) },
    serverVersion: pair.bare.serverVersion,
  };
}

/** Inserts one event and waits until its workflow stands on it. */
async function relayOne(
  { owner, running }: FreshPair,
  committed: Map<string, number>,
): Promise<void> {
  const id = randomUUID();
  const wanted = running.progress.finished + 1;
  await becomeIdle();
  await owner.query({
    name: 'insert-event',
    text: insertEvents(givenEvent),
    values: [id, eventData, eventMetadata()],
  });
  committed.set(id, monotonicMs());
  await running.until(({ finished }) => finished >= wanted, patienceMs);
}

async function becomeIdle(): Promise<void> {
  await pause(idleMs.least + Math.random() * (idleMs.most - idleMs.least));
}

import type { ClaimedEvent } from '@a4c/database';
import { beforeEach, expect, test } from 'vitest';

import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import type { Answer, AnsweredEvent } from './answer.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { createSuspension, type Suspension } from './suspension.ts';

const config = { maxInFlight: 4, maxInputBytes: 1_000 };

interface Call {
  readonly event: ClaimedEvent;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

let calls: Call[];
let lifecycle: Lifecycle;
let suspension: Suspension;
let launcher: Launcher;
let isTemporalUp: boolean;
beforeEach(() => {
  calls = [];
  isTemporalUp = true;
  lifecycle = createLifecycle();
  suspension = createSuspension(lifecycle);
  const start = (started: ClaimedEvent): Promise<Answer> =>
    new Promise((resolve, reject) => {
      calls.push({ event: started, resolve, reject });
    });
  const ask = async (): Promise<void> => {
    if (!isTemporalUp) throw unavailable();
  };
  launcher = createLauncher({ start, ask }, config, lifecycle, suspension);
});

test('as many are sent as the window has, in order, and the next as soon as one answers', async () => {
  launcher.launch(events(6), false);
  expect(sentIds()).toEqual(['1', '2', '3', '4']);
  await answer(1);
  expect(sentIds()).toEqual(['1', '2', '3', '4', '5']);
});

test('a later claim is sent when the earlier one is, without waiting for its answers', async () => {
  launcher.launch(events(3), false);
  launcher.launch([event('7')], false);
  expect(sentIds()).toEqual(['1', '2', '3', '7']);
});

test('a cut sorts: answered, in flight, unsent; late answers go where they are told', async () => {
  const launch = launcher.launch(events(6), false);
  await answer(0);
  const late: AnsweredEvent[] = [];
  const result = launch.cut((answered) => late.push(answered));
  expect(ids(result.answered.map((one) => one.event))).toEqual(['1']);
  expect(ids(result.inFlight)).toEqual(['2', '3', '4', '5']);
  expect(ids(result.unsent)).toEqual(['6']);
  await answer(1);
  expect(ids(late.map((one) => one.event))).toEqual(['2']);
  expect(sentIds()).not.toContain('6');
});

test('in an outage nothing more is sent, and what is in flight decides when the claim is finished', async () => {
  const launch = launcher.launch(events(20), false);
  isTemporalUp = false;
  for (const call of calls) call.reject(unavailable());
  await launch.finished;
  expect(suspension.cause).toBe('outage');
  expect(calls).toHaveLength(4);
  const { answered, unsent } = launch.cut(() => {});
  expect(answered.map((one) => one.answer.kind)).toEqual(Array.from({ length: 4 }, () => 'outage'));
  expect(unsent).toHaveLength(16);
});

test('while the breaker is open a probe is sent, and its answer closes it', async () => {
  suspension.open('outage', 'by the test');
  launcher.launch(events(2), false);
  expect(calls).toEqual([]);
  launcher.launch([event('9')], true);
  expect(sentIds()).toEqual(['9']);
  await answer(0);
  expect(suspension.cause).toBeUndefined();
});

test('what is known without asking takes no place and moves no breaker', async () => {
  suspension.open('outage', 'by the test');
  const known = { ...event('1'), known_run_id: 'earlier' };
  const large = { ...event('2'), event_metadata: null };
  const launch = launcher.launch([known, large], true);
  await launch.finished;
  const { answered } = launch.cut(() => {});
  expect(answered.map((one) => one.answer.kind)).toEqual(['running', 'hopeless']);
  expect(calls).toEqual([]);
  expect(suspension.cause).toBe('outage');
});

test('claims wait for room while enough is waiting to be sent, and not when the relay stops', async () => {
  launcher.launch(events(10), false);
  let hasRoom = false;
  const room = launcher.hasRoom(3).then(() => (hasRoom = true));
  await answer(0);
  expect(hasRoom).toBe(false);
  launcher.stop();
  await room;
  expect(sentIds()).toHaveLength(5);
});

async function answer(index: number): Promise<void> {
  calls[index]?.resolve({ kind: 'running', runId: 'run', outcome: 'started' });
  // The answer passes through a few promises before the next start is sent.
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function sentIds(): string[] {
  return ids(calls.map((call) => call.event));
}

function ids(of: readonly ClaimedEvent[]): string[] {
  return of.map(({ event_id }) => event_id);
}

function events(count: number): ClaimedEvent[] {
  return Array.from({ length: count }, (_, index) => event(String(index + 1)));
}

function event(id: string): ClaimedEvent {
  return {
    event_id: id,
    sequence_number: id,
    request_id: id,
    attempts: 0,
    size_bytes: 10,
    priority: 3,
    fairness_key: null,
    queue: 'plain',
    queue_key: null,
    low_water_mark: null,
    event_type: 'organization.created',
    event_version: 1,
    aggregate_id: 'aggregate',
    event_data: '{}',
    event_metadata: '{}',
    correlation_id: null,
    workflow_type: 'someWorkflow',
    workflow_id: `workflow-${id}`,
    task_queue: 'queue',
    signal_name: null,
    known_run_id: null,
  };
}

function unavailable(): Error {
  return Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: 'connection refused' });
}

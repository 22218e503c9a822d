import { Registry } from 'prom-client';
import { expect, test } from 'vitest';

import { metricKindsOf } from './metric-kinds.ts';
import { showQueue } from './show-queue.ts';

const depth = {
  routes: [{ route: 'a.b', paused: false, pending: 3, retrying: 1, oldestSeconds: 2.5 }],
  oftenRetried: 1,
  openDeadLetters: [{ code: 'INTERNAL', count: 2 }],
  unroutedTypes: 0,
};

test('what is gone is no longer shown: a code without dead letters, a route, everything without an answer', async () => {
  const registry = new Registry();
  const show = showQueue(metricKindsOf(registry));
  const samples = async (): Promise<string[]> =>
    (await registry.metrics()).split('\n').filter((line) => /^a4c_relay_(?!queue)/.test(line));

  show({ depth, atSeconds: 1_000, tookSeconds: 0.01 });
  expect(await samples()).toEqual([
    'a4c_relay_pending_events{route="a.b"} 3',
    'a4c_relay_retrying_events{route="a.b"} 1',
    'a4c_relay_oldest_pending_age_seconds{route="a.b"} 2.5',
    'a4c_relay_route_paused{route="a.b"} 0',
    'a4c_relay_often_retried_events 1',
    'a4c_relay_open_dead_letters{code="INTERNAL"} 2',
    'a4c_relay_unrouted_event_types 0',
  ]);
  show({ depth: { ...depth, routes: [], openDeadLetters: [] }, atSeconds: 1_005, tookSeconds: 0 });
  expect(await samples()).toEqual([
    'a4c_relay_often_retried_events 1',
    'a4c_relay_unrouted_event_types 0',
  ]);
  show(undefined);
  expect(await samples()).toEqual([]);
});

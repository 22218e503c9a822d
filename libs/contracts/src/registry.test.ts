import { expect, test } from 'vitest';

import type { EventContract } from './define-event.ts';
import { registry } from './registry.ts';

const contracts: readonly EventContract[] = registry;
const types = contracts.map(({ type }) => type);

test('the registry names each event type once, sorted', () => {
  expect(types).toEqual([...new Set(types)].toSorted());
});

test('every outcome that a contract names is declared', () => {
  const outcomes = contracts.flatMap(({ starts }) => [starts?.completedBy, starts?.failedBy]);
  expect(outcomes.filter((type) => type !== undefined && !types.includes(type))).toEqual([]);
});

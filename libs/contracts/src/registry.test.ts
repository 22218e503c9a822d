import { expect, test } from 'vitest';

import { registry } from './registry.ts';

const types: readonly string[] = registry.map((contract) => contract.type);

test('the registry names each event type once, sorted', () => {
  expect(types).toEqual([...new Set(types)].toSorted());
});

test('every outcome that a contract names is declared', () => {
  const outcomes = registry.flatMap((contract) =>
    'starts' in contract && contract.starts !== undefined
      ? [contract.starts.completedBy, contract.starts.failedBy]
      : [],
  );
  expect(outcomes.filter((type) => type !== undefined && !types.includes(type))).toEqual([]);
});

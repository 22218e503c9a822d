import { registry } from '@a4c/contracts';
import { expect, test } from 'vitest';

import { workflowRecord } from './workflow-record.ts';

test('every workflow that a contract starts is in the record', () => {
  const declared = registry.flatMap((contract) =>
    'starts' in contract && contract.starts !== undefined ? [contract.starts.workflow] : [],
  );
  expect(Object.keys(workflowRecord).toSorted()).toEqual([...new Set(declared)].toSorted());
});

import { type EventContract, eventMetadata } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printSdk } from './print-sdk.ts';

const contract: EventContract = {
  type: 'user.left',
  version: 1,
  aggregateType: 'user',
  description: 'A user left.',
  data: z.strictObject({}),
  http: { function: 'leave', aggregateId: 'new', permission: 'user.leave' },
  examples: [],
};

test('a function whose module would be written over another is not printed', () => {
  const contracts = collectContracts([contract], eventMetadata);
  const events = contracts.events.map((event) => ({
    ...event,
    http: { function: 'functions', aggregateId: 'new', permission: 'p', defaults: {} } as const,
  }));
  expect(() => printSdk({ ...contracts, events })).toThrow('functions.ts is printed twice.');
});

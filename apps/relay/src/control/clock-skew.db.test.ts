import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

import { findClockSkew } from './clock-skew.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.urlFor('relay') });
  await client.connect();
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test('clocks that agree are not worth telling', async () => {
  expect(await findClockSkew(client)).toBeUndefined();
});

test.each([600_000, -600_000])('a host whose clock is off by %i ms is told', async (offMs) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs });
  const aheadMs = await findClockSkew(client);
  expect(Math.abs((aheadMs ?? 0) - offMs)).toBeLessThan(5_000);
});

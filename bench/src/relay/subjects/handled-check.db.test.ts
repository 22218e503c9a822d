import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { benchClient } from '../server/bench-client.ts';
import { insertEvents, manyEvents } from './event-rows.ts';
import { checkHandled, countHandled } from './handled-check.ts';
import { relay } from './relay.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await using owner = await benchClient(database.ownerUrl);
  await owner.client.query(insertEvents(manyEvents), [3]);
});
afterAll(async () => database[Symbol.asyncDispose]());

test('events that wait are not lost', async () => {
  await expect(checkHandled(relay, database, { inserted: 3, handled: 0 })).resolves.toBeUndefined();
});

test.for([
  { what: 'an event that neither waits nor was handled', inserted: 4, handled: 0 },
  { what: 'an event that was handled and is still there', inserted: 3, handled: 1 },
])('a bench fails for $what', async ({ inserted, handled }) => {
  await expect(checkHandled(relay, database, { inserted, handled })).rejects.toMatchObject({
    code: 'events_lost',
  });
});

test('a bench fails for an event that was handled twice', () => {
  expect(countHandled(relay, ['one', 'other'])).toBe(2);
  expect(() => countHandled(relay, ['one', 'other', 'one'])).toThrow('handled 1 events twice');
});

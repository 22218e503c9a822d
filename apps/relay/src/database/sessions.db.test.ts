import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSessions } from './sessions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const named = { name: 'one', text: 'SELECT 1 AS one' };

test('when a pooler swaps the session behind a statement, statements lose their names, in all sessions', async () => {
  const sessions = createSessions(database.urlFor('relay'));
  const first = await sessions.open('test', () => {});
  const second = await sessions.open('test', () => {});
  await first.client.query(named);
  await first.client.query('DEALLOCATE ALL');
  await expect(first.client.query(named)).rejects.toMatchObject({ code: '26000' });
  for (const { client } of [first, second]) {
    const { rows } = await client.query(named);
    expect(rows).toEqual([{ one: 1 }]);
    const { rows: prepared } = await client.query('SELECT name FROM pg_prepared_statements');
    expect(prepared).toEqual([]);
  }
  await Promise.all([first.close(), second.close()]);
});

test('a session that is abandoned ends at once, whatever the server does, and says nothing more', async () => {
  const told: string[] = [];
  const session = await createSessions(database.urlFor('relay')).open('test', (reason) =>
    told.push(reason),
  );
  const slow = session.client.query('SELECT pg_sleep(0.2)');
  session.abandon();
  await expect(slow).rejects.toThrow(/terminated/);
  expect(told).toEqual([]);
});

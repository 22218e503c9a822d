import { afterAll, beforeAll, expect, test } from 'vitest';

import { createDatabaseUnderTest, type DatabaseUnderTest } from '../testing/database-under-test.ts';
import { arrayLiteral } from './array-literal.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

test.each([
  [[]],
  [['plain']],
  [['', 'NULL', 'null', ' ', '{}', '{a,b}', ',']],
  [['"', '\\', '\\"', '\\\\"', "'", '\n\t', '€ 🙂', 'a"b\\c']],
])('Postgres reads the same values from %j', async (values) => {
  const { rows } = await database.owner.query('SELECT $1::text[] AS found', [arrayLiteral(values)]);
  expect(rows).toEqual([{ found: values }]);
});

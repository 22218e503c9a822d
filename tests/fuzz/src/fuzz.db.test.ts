import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { corpora } from './corpora.ts';
import { fuzz } from './fuzz.ts';
import { seedOf } from './seed.ts';

/** The same documents in every run: a test that fails by chance proves nothing. */
const seed = seedOf(process.env['A4C_FUZZ_SEED'] ?? '20250115');
const documentsEach = 800;

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test.each(corpora)('$name: all that contracts become accepts the same', async (corpus) => {
  for await (const result of fuzz(corpus, { client, seed, documentsEach })) {
    const { documents, accepted, disagreements, report = '' } = result;
    expect({ seed, disagreements, report }).toEqual({ seed, disagreements: 0, report: '' });
    // A comparison in which nothing passes, or nothing fails, would compare nothing.
    expect(accepted).toBeGreaterThan(documents / 20);
    expect(accepted).toBeLessThan(documents * 0.9);
  }
});

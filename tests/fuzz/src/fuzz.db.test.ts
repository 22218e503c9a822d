import { registry } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { corpora } from './corpora.ts';
import { fuzz } from './fuzz.ts';
import { seedOf } from './seed.ts';
import { type Corpus, createCorpus } from './subjects.ts';

/** The same documents in every run: a test that fails by chance proves nothing. */
const seed = seedOf(process.env['A4C_FUZZ_SEED'] ?? '20250115');
const documentsEach = 500;

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

type Printed = Readonly<Record<string, string>>;

const oneTooMany = (text: string) =>
  text.replaceAll('> 100 ', '> 101 ').replaceAll(', 100);', ', 101);').replaceAll(':100}', ':101}');

const inFiles = (files: Printed): Printed =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, oneTooMany(text)]));

test.each<[judge: string, verdict: string, (corpus: Corpus) => Corpus]>([
  ['SQL', 'accepts', (corpus) => ({ ...corpus, sql: corpus.sql.map((text) => oneTooMany(text)) })],
  ['validators', 'refuses (', (corpus) => ({ ...corpus, validators: inFiles(corpus.validators) })],
  ['SDK', 'accepts', (corpus) => ({ ...corpus, sdk: inFiles(corpus.sdk) })],
  [
    'ajv',
    'accepts',
    (corpus) => ({
      ...corpus,
      subjects: corpus.subjects.map((subject) => ({
        ...subject,
        event: JSON.parse(oneTooMany(JSON.stringify(subject.event))),
      })),
    }),
  ],
])('a fault in %s is found', async (judge, verdict, spoil) => {
  const whole = createCorpus('spoilt', registry, { withMetadata: false });
  const corpus = spoil({
    ...whole,
    subjects: whole.subjects.filter(({ name }) => name === 'organization.bootstrap_initiated v1'),
  });
  for await (const { report = '' } of fuzz(corpus, { client, seed, documentsEach: 2500 })) {
    expect(report).toMatch(/^organization\.bootstrap_initiated v1: \{"name":"a{101,}"[,}]/);
    expect(report).toContain(`\n  ${judge.padEnd(12)} ${verdict}`);
  }
});

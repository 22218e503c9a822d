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
type Spoil = (corpus: Corpus) => Corpus;

const oneTooMany = (text: string) =>
  text.replaceAll('> 100 ', '> 101 ').replaceAll(', 100)', ', 101)').replaceAll(':100}', ':101}');
const otherPath = (text: string) => text.replaceAll("'event_data.name'", "'event_data.title'");

const inFiles = (files: Printed, spoil: (text: string) => string, place = /./): Printed =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, place.test(path) ? spoil(text) : text]),
  );
const inSchemas: Spoil = (corpus) => ({
  ...corpus,
  subjects: corpus.subjects.map((subject) => ({
    ...subject,
    event: JSON.parse(oneTooMany(JSON.stringify(subject.event))),
  })),
});

const tooLong = { name: 'a'.repeat(101) };
const others = { slug: 'a', owner_email: 'r@a.ae', tier: 'premium', subdomain_enabled: true };
/** The SDK is only asked about documents that have them. */
const defaults = { subdomain_enabled: 0, tier: '' };
const required = 'event_data.owner_email: required; event_data.slug: required; ';
const wrongDefaults = 'event_data.subdomain_enabled: type boolean; event_data.tier: one_of';
const noDefaults = 'event_data.subdomain_enabled: required; event_data.tier: required';

test.each<[fault: string, Spoil, judge: string, document: object, verdict: string]>([
  [
    'a bound of SQL',
    (corpus) => ({ ...corpus, sql: corpus.sql.map((text) => oneTooMany(text)) }),
    'SQL',
    { ...tooLong, ...others },
    'accepts',
  ],
  [
    'a bound of validators',
    ({ validators, ...corpus }) => ({ ...corpus, validators: inFiles(validators, oneTooMany) }),
    'validators',
    tooLong,
    `refuses (${required}${noDefaults})`,
  ],
  [
    'a bound of acceptors',
    ({ validators, ...corpus }) => ({
      ...corpus,
      validators: inFiles(validators, oneTooMany, /acceptors/),
    }),
    'validators',
    { ...tooLong, ...others },
    'accepts',
  ],
  [
    'a path of validators',
    ({ validators, ...corpus }) => ({ ...corpus, validators: inFiles(validators, otherPath) }),
    'validators',
    {},
    `refuses (event_data.title: required; ${required}${noDefaults})`,
  ],
  [
    'a bound of the SDK',
    ({ sdk, ...corpus }) => ({ ...corpus, sdk: inFiles(sdk, oneTooMany) }),
    'SDK',
    { ...tooLong, ...defaults },
    `refuses (${required}${wrongDefaults})`,
  ],
  [
    'a path of the SDK',
    ({ sdk, ...corpus }) => ({ ...corpus, sdk: inFiles(sdk, otherPath) }),
    'SDK',
    defaults,
    `refuses (event_data.title: required; ${required}${wrongDefaults})`,
  ],
  ['a bound of JSON Schema', inSchemas, 'ajv', { ...tooLong, ...others }, 'accepts'],
])('%s that is wrong is found, by the shortest document', async (_, spoil, ...expected) => {
  const [judge, document, verdict] = expected;
  const whole = createCorpus('spoilt', registry, { withMetadata: false });
  const name = 'organization.bootstrap_initiated v1';
  const subjects = whole.subjects.filter((subject) => subject.name === name);
  // The shortest documents above are those of this seed.
  const options = { client, seed: 20250115, documentsEach: 2500 };
  let report = '';
  for await (const result of fuzz(spoil({ ...whole, subjects }), options)) {
    report += result.report ?? '';
  }
  const [first = '', ...verdicts] = report.split('\n');
  expect(JSON.parse(first.slice(name.length + 2))).toEqual(document);
  expect(verdicts).toContain(`  ${judge.padEnd(12)} ${verdict}`);
  const rule = 'name' in document ? 'max_length 100' : 'required';
  expect(verdicts[0]).toContain(`  zod          refuses (event_data.name: ${rule}`);
});

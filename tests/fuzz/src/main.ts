import { parseArgs } from 'node:util';

import { startDatabase } from '@a4c/dev-stack';
import { Client } from 'pg';

import { corpora } from './corpora.ts';
import { fuzz, type FuzzResult } from './fuzz.ts';
import { seedOf } from './seed.ts';

/** `npm run fuzz`: what zod accepts against everything that is printed from the contracts. */
const { values } = parseArgs({ options: { documents: { type: 'string', default: '250000' } } });
const wanted = Number(values.documents);
if (!Number.isSafeInteger(wanted) || wanted < 1) {
  throw new Error(`--documents is "${values.documents}". Give a whole number above 0.`);
}

const seed = seedOf(process.env['A4C_FUZZ_SEED']);
console.log(`Seed ${seed}; A4C_FUZZ_SEED=${seed} makes the same documents again.`);
const database = await startDatabase((line) => console.error(line));
const client = new Client({ connectionString: database.ownerUrl });
await client.connect();
try {
  const startedAt = performance.now();
  const results = await fuzzAll(Math.ceil(wanted / countSubjects()));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const documents = sum(results, 'documents');
  const disagreements = sum(results, 'disagreements');
  console.log(
    `${documents} documents for ${results.length} contracts, ${sum(results, 'accepted')} of them valid: ` +
      `${disagreements} disagreements in ${seconds} s.`,
  );
  if (disagreements > 0) process.exitCode = 1;
} finally {
  await client.end();
  await database.postgres?.stop();
}

async function fuzzAll(documentsEach: number): Promise<FuzzResult[]> {
  const results: FuzzResult[] = [];
  for (const corpus of corpora) {
    for await (const result of fuzz(corpus, { client, seed, documentsEach })) {
      results.push(result);
      const { subject, documents, accepted, disagreements, report } = result;
      console.log(
        `${subject}: ${documents} documents, ${accepted} valid, ${disagreements} disagreements`,
      );
      if (report !== undefined) console.log(`${report}\n`);
    }
  }
  return results;
}

function countSubjects(): number {
  return corpora.reduce((count, { subjects }) => count + subjects.length, 0);
}

function sum(
  results: readonly FuzzResult[],
  key: 'documents' | 'accepted' | 'disagreements',
): number {
  return results.reduce((total, result) => total + result[key], 0);
}

import { createRandom } from '@a4c/generators/codegen';
import type { ClientBase } from 'pg';

import { describeDisagreement, type Disagreement, findDisagreements } from './disagreement.ts';
import { documentsFor } from './documents/documents-for.ts';
import type { JsonText } from './documents/json-text.ts';
import type { Judge, Subject } from './judges/judge.ts';
import { createJudges } from './judges/judges.ts';
import { shrink } from './shrink.ts';
import type { Corpus } from './subjects.ts';

/** How much is fuzzed, and where chance begins. */
export interface FuzzOptions {
  /** As the owner of the schema: a corpus brings checks of its own. */
  readonly client: ClientBase;
  readonly seed: number;
  /** For each subject, at least. */
  readonly documentsEach: number;
}

/** What came of one subject. */
export interface FuzzResult {
  readonly subject: string;
  readonly documents: number;
  /** Those that the contract accepts. */
  readonly accepted: number;
  readonly disagreements: number;
  /** The shortest document that the judges disagree on, with their verdicts. */
  readonly report?: string;
}

/** Thousands in a statement: a round trip costs more than the checks of a document. */
const batchSize = 4_000;

/** Has documents for every subject of a corpus judged by everything that its contract became. */
export async function* fuzz(corpus: Corpus, options: FuzzOptions): AsyncGenerator<FuzzResult> {
  const { client, seed, documentsEach } = options;
  const judges = await createJudges(client, corpus);
  for (const [index, subject] of corpus.subjects.entries()) {
    const documents = documentsFor(subject, createRandom(seed + index));
    yield await fuzzSubject(judges, subject, batchesOf(documents, documentsEach));
  }
}

async function fuzzSubject(
  judges: readonly Judge[],
  subject: Subject,
  batches: Iterable<readonly JsonText[]>,
): Promise<FuzzResult> {
  const total = { documents: 0, accepted: 0, disagreements: 0 };
  let shortest: Disagreement | undefined;
  for (const batch of batches) {
    const { found, accepted } = await findDisagreements(judges, subject, batch);
    total.documents += batch.length;
    total.accepted += accepted;
    total.disagreements += found.length;
    shortest ??= found[0];
  }
  if (shortest === undefined) return { subject: subject.name, ...total };
  const report = describeDisagreement(await shrink(judges, shortest));
  return { subject: subject.name, ...total, report };
}

function* batchesOf(documents: Iterator<JsonText>, count: number): Generator<JsonText[]> {
  for (let left = count; left > 0; left -= batchSize) {
    const batch: JsonText[] = [];
    while (batch.length < Math.min(left, batchSize)) {
      const { done, value } = documents.next();
      if (done === true) break;
      batch.push(value);
    }
    if (batch.length === 0) return;
    yield batch;
  }
}

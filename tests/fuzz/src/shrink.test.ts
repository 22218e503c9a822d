import { defineEvent } from '@a4c/contracts';
import { createRandom } from '@a4c/generators/codegen';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { describeDisagreement, findDisagreements } from './disagreement.ts';
import { documentsFor } from './documents/documents-for.ts';
import type { Judge } from './judges/judge.ts';
import { zodJudge } from './judges/zod-judge.ts';
import { shrink } from './shrink.ts';
import { createCorpus } from './subjects.ts';

const contract = defineEvent({
  type: 'user.tagged',
  version: 1,
  aggregateType: 'user',
  description: 'A user got tags.',
  data: z.strictObject({ name: z.string().min(3), tags: z.array(z.string().max(9)) }),
  examples: [{ name: 'Somebody', tags: ['one', 'two', 'three'] }],
});

/** Looks at nothing but the form, and lets one character too many pass. */
const faultyJudge: Judge = {
  name: 'faulty',
  names: 'none',
  judge: async (subject, documents) => {
    const verdicts = await zodJudge.judge(subject, documents);
    return verdicts.map((verdict) => ({
      accepts: verdict?.issues?.every((issue) => issue.endsWith('max_length 9')) ?? false,
    }));
  },
};

test('a fault is found, and told by the shortest document and what each judge says of it', async () => {
  const [subject] = createCorpus('test', [contract], { withMetadata: false }).subjects;
  if (subject === undefined) throw new Error('The corpus is empty.');
  const stream = documentsFor(subject, createRandom(1));
  const documents = Array.from({ length: 2000 }, () => stream.next().value ?? []);
  const judges = [zodJudge, faultyJudge];
  const { found } = await findDisagreements(judges, subject, documents);
  const [first] = found;
  if (first === undefined) throw new Error('Nothing was found.');
  expect(describeDisagreement(await shrink(judges, first)))
    .toBe(`user.tagged v1: {"name":"aaa","tags":["aaaaaaaaaa"]}
  zod          refuses (event_data.tags[0]: max_length 9)
  faulty       accepts`);
});

test('the same seed makes the same documents', () => {
  const [subject] = createCorpus('test', [contract], { withMetadata: false }).subjects;
  if (subject === undefined) throw new Error('The corpus is empty.');
  const [once, again] = [1, 2].map(() => {
    const stream = documentsFor(subject, createRandom(7));
    return Array.from({ length: 100 }, () => stream.next().value);
  });
  expect(once).toEqual(again);
});

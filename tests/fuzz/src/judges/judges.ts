import type { ClientBase } from 'pg';

import type { Corpus } from '../subjects.ts';
import { createAsyncapiJudge, createJsonSchemaJudge } from './ajv-judge.ts';
import type { Judge } from './judge.ts';
import { createSdkJudge } from './sdk-judge.ts';
import { createSqlJudge } from './sql-judge.ts';
import { createValidatorJudge } from './validator-judge.ts';
import { zodJudge } from './zod-judge.ts';

/** One line for each form that contracts take; the first is the reference. */
export async function createJudges(client: ClientBase, corpus: Corpus): Promise<readonly Judge[]> {
  return [
    zodJudge, //
    await createSqlJudge(client, corpus),
    await createValidatorJudge(corpus),
    await createSdkJudge(corpus),
    createJsonSchemaJudge(),
    createAsyncapiJudge(),
  ];
}

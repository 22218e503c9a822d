import type { ClientBase } from 'pg';

import { createAjvJudge } from './ajv-judge.ts';
import type { Judge } from './judge.ts';
import { createSqlJudge } from './sql-judge.ts';
import { zodJudge } from './zod-judge.ts';

/** One line for each form that contracts take; the first is the reference. */
export function createJudges(client: ClientBase): readonly Judge[] {
  return [
    zodJudge, //
    createSqlJudge(client),
    createAjvJudge(),
  ];
}

import { sqlNameOf } from '@a4c/contracts';
import type { ClientBase } from 'pg';

import type { Corpus } from '../subjects.ts';
import type { Judge, Subject } from './judge.ts';

/** Said where jsonb refuses the text itself, before any rule is asked. */
const unstorable = 'unstorable';

/** The functions that the database's CHECK calls, thousands of documents in a statement. */
export async function createSqlJudge(client: ClientBase, { sql }: Corpus): Promise<Judge> {
  for (const script of sql) await client.query(script);
  return {
    name: 'SQL',
    names: 'first',
    judge: async (subject, documents) => {
      const { rows } = await client.query<{ problem: string | null }>(
        `SELECT CASE WHEN pg_input_is_valid(document, 'jsonb')
           THEN contracts.${functionName(subject)}(document::jsonb) ELSE $2 END AS problem
         FROM unnest($1::text[]) WITH ORDINALITY AS given (document, place) ORDER BY place`,
        [documents, unstorable],
      );
      return rows.map(({ problem }) =>
        problem === null || problem === unstorable
          ? { accepts: problem === null }
          : { accepts: false, issues: [problem] },
      );
    },
  };
}

function functionName({ event }: Subject): string {
  return event === undefined ? 'event_metadata_v1' : `${sqlNameOf(event.type)}_v${event.version}`;
}

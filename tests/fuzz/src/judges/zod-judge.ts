import { issuesOf } from '@a4c/contracts';

import type { Judge } from './judge.ts';

/** What `parseEvent` says: the schema and what jsonb can store. The others are measured by it. */
export const zodJudge: Judge = {
  name: 'zod',
  names: 'all',
  judge: async ({ column, zod }, documents) =>
    documents.map((document) => {
      const value: unknown = JSON.parse(document);
      const issues = issuesOf(column, value, zod.safeParse(value)).map(
        ({ path, rule }) => `${path}: ${rule}`,
      );
      return { accepts: issues.length === 0, issues };
    }),
};

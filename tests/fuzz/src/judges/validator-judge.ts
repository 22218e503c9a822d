import type { EventIssue } from '@a4c/contracts';

import type { Corpus } from '../subjects.ts';
import type { Judge } from './judge.ts';
import { loadPrinted } from './load-printed.ts';

/** What `@a4c/contracts/validators` exports. */
interface Validators {
  readonly validateEventData: (type: string, version: number, data: unknown) => EventIssue[];
  readonly validateEventMetadata: (metadata: unknown) => EventIssue[];
}

/** The generated validators, printed for the corpus. */
export async function createValidatorJudge({ validators }: Corpus): Promise<Judge> {
  const { validateEventData, validateEventMetadata } = await loadPrinted<Validators>(
    'libs/contracts/src',
    'event-validators.ts',
    validators,
  );
  return {
    name: 'validators',
    names: 'all',
    judge: async ({ event }, documents) =>
      documents.map((document) => {
        const value: unknown = JSON.parse(document);
        const issues =
          event === undefined
            ? validateEventMetadata(value)
            : validateEventData(event.type, event.version, value);
        return {
          accepts: issues.length === 0,
          issues: issues.map(({ path, rule }) => `${path}: ${rule}`),
        };
      }),
  };
}

import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { EventIssue } from '@a4c/contracts';

import type { Corpus } from '../subjects.ts';
import type { Judge } from './judge.ts';

/** Where the validators have their home; the copy of it gets those of the corpus. */
const contractsSource = join(import.meta.dirname, '../../../../libs/contracts/src');

/** What `@a4c/contracts/validators` exports. */
interface Validators {
  readonly validateEventData: (type: string, version: number, data: unknown) => EventIssue[];
  readonly validateEventMetadata: (metadata: unknown) => EventIssue[];
}

/** The generated validators, printed for the corpus and loaded as they are. */
export async function createValidatorJudge({ validators }: Corpus): Promise<Judge> {
  const { validateEventData, validateEventMetadata } = await load(validators);
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

async function load(files: Corpus['validators']): Promise<Validators> {
  const folder = mkdtempSync(join(tmpdir(), 'a4c-fuzz-'));
  for (const part of ['contract-errors.ts', 'event-validators.ts', 'storable.ts']) {
    cpSync(join(contractsSource, part), join(folder, part));
  }
  cpSync(join(contractsSource, 'validator-runtime'), join(folder, 'validator-runtime'), {
    recursive: true,
  });
  cpSync(join(contractsSource, 'generated'), join(folder, 'generated'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(folder, 'generated', basename(path)), text);
  }
  const loaded: Validators = await import(pathToFileURL(join(folder, 'event-validators.ts')).href);
  return loaded;
}

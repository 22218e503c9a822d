import type { Tree } from '@nx/devkit';

import { sectionOf } from './known-contracts.ts';
import type { Outcome } from './new-workflow-links.ts';

/** The contracts that start the workflow, each with the event type that tells how it ended. */
export function addOutcome(
  tree: Tree,
  { key, files }: Outcome,
  type: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map((file) => {
      const text = tree.read(file, 'utf8') ?? '';
      const starts = sectionOf(text, 'starts');
      return [file, text.replace(starts, () => withOutcome(starts, `${key}: '${type}',`))];
    }),
  );
}

/** Success stands before failure, both at the end. */
function withOutcome(starts: string, line: string): string {
  const [before = '', after] = starts.split(/(?=\bfailedBy: )/);
  if (after !== undefined) return `${before}${line} ${after}`;
  const rest = starts.replace(/\},$/, '').trimEnd();
  return `${rest}${rest.endsWith("'") ? ',' : ''}\n    ${line}\n  },`;
}

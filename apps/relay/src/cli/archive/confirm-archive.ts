import type { ArchiveObstacle } from '@a4c/database';

import type { CandidateCount } from '../../archive/count-candidates.ts';
import type { Cli } from '../cli.ts';
import { confirm } from '../output/confirm.ts';
import { countOf, formatCount } from '../output/format.ts';
import { tableLines } from '../output/table.ts';
import { writeLines } from '../output/write-lines.ts';

const reasons: Record<ArchiveObstacle, string> = {
  waiting: 'their workflow, or another event of it, is still to be started',
  dead_lettered: 'their workflow was given up: "a4c-relay dead-letters" is for these',
  running: 'their workflow has emitted no outcome yet',
  recent: 'their workflow has emitted events since',
};

/** Says what an archive run would find, and asks. False: there is nothing to do, or it is not wanted. */
export async function confirmArchive(
  cli: Cli,
  {
    before,
    to,
    count,
  }: { readonly before: string; readonly to: string; readonly count: CandidateCount },
  options: { readonly dryRun: boolean; readonly yes: boolean },
): Promise<boolean> {
  const notes = [...count.staying].map(
    ([obstacle, events]) => `Stay: ${countOf(events, 'event')}, since ${reasons[obstacle]}.`,
  );
  if (count.total === 0) {
    writeLines(cli.out, [
      `No event of before ${before} may be archived. Nothing was done.`,
      ...notes,
    ]);
    return false;
  }
  const events = countOf(count.total, 'event');
  const months = tableLines(
    [...count.months].map(([month, inMonth]) => [month, formatCount(inMonth)]),
    '  ',
  );
  if (options.dryRun) {
    writeLines(cli.out, [
      `Would move ${events} of before ${before} to ${to}:`,
      ...months,
      ...notes,
      'Nothing was done.',
    ]);
    return false;
  }
  writeLines(cli.err, [`${events} of before ${before}:`, ...months, ...notes]);
  if (options.yes || (await confirm(cli, `Move ${events} to ${to}?`))) return true;
  writeLines(cli.out, ['Nothing was done.']);
  return false;
}

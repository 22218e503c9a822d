import type { ReplayCount, ReplayedSpan } from '@a4c/database';

import type { Cli } from '../cli.ts';
import { confirm } from '../output/confirm.ts';
import { countOf, formatCount } from '../output/format.ts';
import { writeLines } from '../output/write-lines.ts';

/** Says what a replay would find, and asks. */
export async function confirmReplay(
  cli: Cli,
  span: ReplayedSpan,
  count: ReplayCount,
  options: { readonly dryRun: boolean; readonly yes: boolean },
): Promise<boolean> {
  const { processed, neverStarted, waiting, deadLettered } = count;
  const where = `${span.eventType} from ${span.since} until ${span.until}`;
  const notes: string[] = [];
  if (waiting > 0)
    notes.push(`Left alone: ${countOf(waiting, 'event')} whose workflow is still to be started.`);
  if (deadLettered > 0) {
    notes.push(
      `Left alone: ${countOf(deadLettered, 'dead letter')}; "a4c-relay dead-letters retry" is for these.`,
    );
  }
  if (neverStarted > 0) {
    notes.push(
      `${formatCount(neverStarted)} of them have started no workflow so far: their route was added later.`,
    );
  }
  if (processed === 0) {
    writeLines(cli.out, [`No processed event of ${where}. Nothing was done.`, ...notes]);
    return false;
  }
  const events = countOf(processed, 'event');
  if (options.dryRun) {
    writeLines(cli.out, [`Would queue ${events} of ${where} again. Nothing was done.`, ...notes]);
    return false;
  }
  writeLines(cli.err, [`${events} of ${where}.`, ...notes]);
  if (options.yes || (await confirm(cli, `Queue ${events} again?`))) return true;
  writeLines(cli.out, ['Nothing was done.']);
  return false;
}

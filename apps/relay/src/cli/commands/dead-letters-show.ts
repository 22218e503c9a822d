import { type DeadLetter, listDeadLettersOfEvent } from '@a4c/database';
import { Command } from 'commander';

import type { Cli, Output } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { checkEventIds } from '../dead-letters/check-event-ids.ts';
import { parseUuid } from '../options/uuid.ts';
import { countOf } from '../output/format.ts';
import { paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { tableLines } from '../output/table.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';

/** `a4c-relay dead-letters show EVENT_ID` */
export function deadLettersShowCommand(cli: Cli): Command {
  return new Command('show')
    .summary('every dead letter of an event in full')
    .description(
      'Shows every dead letter of an event in full, resolved ones too. "explain" tells the whole story.',
    )
    .argument('<event-id>', 'the event', parseUuid)
    .option('--json', 'one JSON object per line')
    .addHelpText(
      'after',
      '\nExample:\n  $ a4c-relay dead-letters show 0199d3c5-6f2b-4e0a-9c51-8d7f3a2b1c40\n',
    )
    .action(async (eventId: string, options: { json?: true }) => {
      await withDatabase(cli, { purpose: 'dead-letters' }, async (client) => {
        await checkEventIds(client, [eventId]);
        for (const letter of await listDeadLettersOfEvent(client, eventId)) {
          if (options.json === true) writeJson(cli.out, letter);
          else writeLines(cli.out, [...letterInFull(cli.out, letter), '']);
        }
      });
    });
}

function letterInFull(output: Output, letter: DeadLetter): string[] {
  const { resolution, resolved_at, resolved_by } = letter;
  const fields: [string, string][] = [
    ['event', `${letter.event_id} ${letter.event_type}`],
    [
      'given up',
      `${letter.dead_lettered_at} after ${countOf(letter.attempts, 'attempt')} by its own fault`,
    ],
    ['code', letter.code],
    ['reason', letter.reason],
    ['request', letter.request_id],
    ['resolved', resolution === null ? 'no' : `${resolution} ${resolved_at} by ${resolved_by}`],
  ];
  return tableLines(fields.map(([name, value]) => [paint(output, 'dim', name), printable(value)]));
}

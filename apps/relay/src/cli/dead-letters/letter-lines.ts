import type { DeadLetter } from '@a4c/database';

import type { Output } from '../cli.ts';
import { paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { tableLines } from '../output/table.ts';

/** One line per letter, with a heading. */
export function letterLines(output: Output, letters: readonly DeadLetter[]): string[] {
  const heading = ['GIVEN UP', 'EVENT', 'TYPE', 'CODE', 'REASON'].map((title) =>
    paint(output, 'bold', title),
  );
  return tableLines([
    heading,
    ...letters.map((letter) => [
      letter.dead_lettered_at.slice(0, 19) + 'Z',
      letter.event_id,
      letter.event_type,
      paint(output, 'red', printable(letter.code)),
      cut(printable(letter.reason), 80),
    ]),
  ]);
}

function cut(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

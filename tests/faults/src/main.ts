import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { startVitest } from 'vitest/node';

/**
 * `npm run test:faults`: every fault at its full length, or the rows whose numbers are given:
 * `npm run test:faults -- 7 13`. Exit code 0 only if all of them passed.
 */
const rowsFolder = join(import.meta.dirname, 'rows');
const files = readdirSync(rowsFolder).filter((file) => file.endsWith('.test.ts'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((number) => filesOf(number).length === 0);

if (unknown.length > 0) {
  const known = new Set(files.map((file) => Number.parseInt(file, 10)));
  console.error(
    `There is no fault ${unknown.join(', ')}. Give numbers of ${[...known].join(', ')}, or none for all.`,
  );
  process.exitCode = 1;
} else {
  process.env['A4C_FAULTS'] = 'full';
  const chosen = wanted.length === 0 ? files : wanted.flatMap(filesOf);
  const vitest = await startVitest(
    'test',
    chosen.map((file) => join(rowsFolder, file)),
    { run: true, project: ['faults'], root: join(import.meta.dirname, '../../..') },
  );
  await vitest.close();
}

/** `7` is the row of 07-temporal-down.e2e.test.ts, and of no 17. */
function filesOf(number: string): string[] {
  return files.filter((file) => basename(file).startsWith(`${number.padStart(2, '0')}-`));
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

const run = promisify(execFile);

test('the loop bench runs and prints both tables; its figures are nobody’s business here', async () => {
  const few = ['--pairs', '3', '--blocks', '1', '--block-size', '20'];
  const { stdout } = await run(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'loop', ...few],
    { env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' } },
  );
  expect(stdout).toMatch(/^Machine: \d+ × /m);
  expect(stdout).toMatch(/^\| through the relay +\| [\d.]+ \|/m);
  expect(stdout).toMatch(/^\| relay ÷ bare, block by block \| [\d.]+ \(/m);
});

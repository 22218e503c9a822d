import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import type { ResultsFile } from './report/results-file.ts';

const run = promisify(execFile);

/** The bench itself fails when the events that were handled are not those that were inserted. */
test('a quick run goes through all parts and loses nothing; its figures are nobody’s business here', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-bench-'));
  try {
    const { stdout } = await run(
      process.execPath,
      [join(import.meta.dirname, '../main.ts'), 'relay', '--quick', '--out', folder],
      { env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' } },
    );
    expect(stdout).toMatch(/^Machine: \d+ × /m);
    expect(stdout).toMatch(/^\| our triggers with the gate +\| [\d,]+ /m);
    expect(stdout).toMatch(/^\| pg-boss, tuned, bare +\| [\d,]+ /m);
    const { parts }: ResultsFile = JSON.parse(await readFile(join(folder, 'relay.json'), 'utf8'));
    expect(parts.map(({ part }) => part)).toEqual([
      'writers',
      'latency',
      'drain',
      'xmin',
      'memory',
      'temporal',
    ]);
    const plots = parts.flatMap(({ charts }) => charts.map(({ name }) => `${name}.svg`));
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['relay.md', ...plots]));
    const page = await readFile(join(folder, 'relay.md'), 'utf8');
    for (const plot of plots) expect(page).toContain(`(${plot})`);
    expect(page).toMatch(/^\| memory with 1,000 pending, MB +\| < 300 +\| \d+ /m);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 300_000);

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readCircumstances } from './machine.ts';
import type { PartResult } from './results-file.ts';
import { writeResults } from './write-results.ts';

function result(part: PartResult['part'], measured: string): PartResult {
  return {
    part,
    circumstances: readCircumstances('17.0', false),
    tables: [{ title: `Table of ${part}`, note: 'Note.', columns: ['', 'x'], rows: [['a', '1']] }],
    goals: [{ what: `goal of ${part}`, goal: '≥ 1', measured, isReached: true }],
    charts: [
      {
        name: part,
        title: 'Chart',
        unit: 'ms',
        kind: part === 'drain' ? 'bars' : 'points',
        values: [
          { subject: 'a <b>', group: 'one', series: 'p50', value: 3, low: 2, high: 4 },
          { subject: 'a <b>', group: 'other', series: 'p50', value: 5, low: 4, high: 6 },
        ],
      },
    ],
    figures: {},
  };
}

test('parts that are measured one by one end on one page, each with its newest results', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-bench-'));
  try {
    await writeResults(folder, [result('latency', '11'), result('drain', '22')]);
    await writeResults(folder, [result('latency', '33')]);
    const page = await readFile(join(folder, 'relay.md'), 'utf8');
    expect(page.match(/^\| goal of .*$/gm)).toEqual([
      '| goal of latency | ≥ 1  | 33       | yes     |',
      '| goal of drain   | ≥ 1  | 22       | yes     |',
    ]);
    expect(page.match(/^###? .*$/gm)).toEqual([
      '## Figures to reach',
      '## Latency',
      '### Table of latency',
      '## Backlog',
      '### Table of drain',
    ]);
    for (const name of ['latency', 'drain']) {
      const drawing = await readFile(join(folder, `${name}.svg`), 'utf8');
      expect(drawing).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawing).toContain('a &lt;b&gt;');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

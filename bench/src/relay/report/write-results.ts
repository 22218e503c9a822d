import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { allParts } from '../parts/all-parts.ts';
import { drawChart } from './draw-chart.ts';
import { formatted } from './formatted.ts';
import type { PartResult, ResultsFile } from './results-file.ts';
import { printResultsPage } from './results-page.ts';

const dataFile = 'relay.json';
const pageFile = 'relay.md';

/**
 * Puts the parts of a run in the place of their earlier results in a folder, and prints the page and
 * the plots of all of them anew.
 */
export async function writeResults(folder: string, results: readonly PartResult[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const earlier = await readResults(join(folder, dataFile));
  const byPart = new Map([...earlier, ...results].map((result) => [result.part, result]));
  const parts = Object.keys(allParts).flatMap((name) =>
    [...byPart.values()].filter(({ part }) => part === name),
  );
  for (const chart of parts.flatMap(({ charts }) => charts)) {
    await writeFile(join(folder, `${chart.name}.svg`), `${await drawChart(chart)}\n`);
  }
  const data: ResultsFile = { parts };
  await writeFile(join(folder, dataFile), formatted(dataFile, JSON.stringify(data)));
  await writeFile(join(folder, pageFile), formatted(pageFile, printResultsPage(parts)));
}

async function readResults(path: string): Promise<readonly PartResult[]> {
  try {
    const { parts }: ResultsFile = JSON.parse(await readFile(path, 'utf8'));
    return parts;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Error(`${path} holds no results. Remove it to begin anew.`, { cause: error });
  }
}

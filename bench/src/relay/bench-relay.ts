import { writeFile } from 'node:fs/promises';

import { type BenchOptions, readBenchOptions } from './options.ts';
import { allParts } from './parts/all-parts.ts';
import { readCircumstances } from './report/machine.ts';
import { printPart } from './report/print-part.ts';
import type { PartResult } from './report/results-file.ts';
import { writeResults } from './report/write-results.ts';
import { startBenchServer } from './server/bench-server.ts';
import { startWriter } from './writers/start-writer.ts';

/**
 * The relay beside its peers and beside bare calls to Temporal: `npm run bench -- relay`. Tables go to
 * stdout, progress to stderr.
 */
export async function benchRelay(given: readonly string[]): Promise<void> {
  const options = readBenchOptions(given);
  const results = await measureParts(options);
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify({ parts: results }, undefined, 2)}\n`);
  }
  if (options.out !== undefined) await writeResults(options.out, results);
}

async function measureParts({
  parts,
  sizes,
  isQuick,
  postgres,
}: BenchOptions): Promise<PartResult[]> {
  const startedAt = Date.now();
  const log = (line: string) => {
    const seconds = Math.round((Date.now() - startedAt) / 1e3);
    console.error(`[${seconds} s] ${line}`);
  };
  await using server = await startBenchServer({ log, isQuick, installation: postgres });
  await using writer = await startWriter();
  const results: PartResult[] = [];
  for (const part of parts) {
    const circumstances = readCircumstances(server.version, isQuick);
    const result = {
      part,
      circumstances,
      ...(await allParts[part]({ server, writer, sizes, log })),
    };
    console.log(printPart(result));
    results.push(result);
  }
  return results;
}

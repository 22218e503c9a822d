import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { medianAndRange } from './statistics.ts';

const sizes = [10, 100, 1000];
const rounds = 5;

interface Run {
  readonly collectMs: number;
  readonly printMs: number;
  readonly bytes: number;
}

/**
 * How long the compiler takes for so many contracts, each time in a process of its own, cold, as
 * "nx sync" runs it; the sizes take turns.
 */
export async function benchCodegen(): Promise<void> {
  const runs = new Map<number, Run[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const size of sizes) runs.get(size)?.push(await runOnce(size));
  }
  console.log(
    [
      `Contracts to all targets, ${rounds} cold processes each, taking turns; ms, median (range):`,
      '',
      '| contracts | collect | print | together | printed |',
      '| --- | --- | --- | --- | --- |',
      ...[...runs].map(([size, measured]) => row(size, measured)),
    ].join('\n'),
  );
}

async function runOnce(size: number): Promise<Run> {
  const file = join(import.meta.dirname, 'codegen-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [file, String(size)]);
  const run: Run = JSON.parse(stdout);
  return run;
}

function row(size: number, runs: readonly Run[]): string {
  const text = (of: (run: Run) => number) =>
    medianAndRange(
      runs.map((run) => of(run)),
      0,
    );
  const kib = Math.round((runs[0]?.bytes ?? 0) / 1024);
  return `| ${size} | ${text((run) => run.collectMs)} | ${text((run) => run.printMs)} | ${text((run) => run.collectMs + run.printMs)} | ${kib} KiB |`;
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { medianAndRange } from './statistics.ts';
import { typesProjects } from './types-projects.ts';

const count = 1000;
const rounds = 5;

interface Run {
  readonly seconds: number;
  readonly mebibytes: number;
}

/**
 * How long TypeScript 7 takes to check a program that uses the data of 1,000 event types, by where
 * the types come from; each time a cold process, the designs take turns.
 */
export async function benchTypes(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-bench-types-'));
  try {
    const projects = typesProjects(count);
    for (const [index, { files }] of projects.entries()) {
      await writeProject(join(folder, String(index)), files);
    }
    const runs = projects.map((): Run[] => []);
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, measured] of runs.entries()) {
        const run = await check(join(folder, String(index)));
        // The first round fills the file cache.
        if (round >= 0) measured.push(run);
      }
    }
    console.log(
      [
        `tsc --noEmit over ${count} event types, ${rounds} cold processes each, taking turns; median (range):`,
        '',
        '| | s | MiB |',
        '| --- | --- | --- |',
        ...projects.map(({ name }, index) => row(name, runs[index] ?? [])),
      ].join('\n'),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeProject(folder: string, files: Readonly<Record<string, string>>) {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(packageFolder('zod'), join(folder, 'node_modules/zod'));
  const compilerOptions = {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  };
  const written = {
    ...files,
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  };
  for (const [path, text] of Object.entries(written)) await writeFile(join(folder, path), text);
}

async function check(folder: string): Promise<Run> {
  const tsc = join(packageFolder('@typescript/native'), 'bin/tsc');
  const before = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [
    tsc,
    '--extendedDiagnostics',
    '--project',
    folder,
  ]);
  const seconds = (performance.now() - before) / 1000;
  const kibibytes = Number(/Memory used:\s*(\d+)K/.exec(stdout)?.[1]);
  return { seconds, mebibytes: kibibytes / 1024 };
}

function packageFolder(name: string): string {
  return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
}

function row(name: string, runs: readonly Run[]): string {
  const seconds = runs.map((run) => run.seconds);
  const mebibytes = runs.map((run) => run.mebibytes);
  return `| ${name} | ${medianAndRange(seconds, 1)} | ${medianAndRange(mebibytes, 0)} |`;
}

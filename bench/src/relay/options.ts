import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { allParts, isPartName, type PartName } from './parts/all-parts.ts';
import { type BenchSizes, fullSizes, quickSizes } from './sizes.ts';

/** What the command line asks for. */
export interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly sizes: BenchSizes;
  readonly isQuick: boolean;
  /** Folder of the PostgreSQL installation to measure on, if not the embedded one. */
  readonly postgres: string | undefined;
  /** Where the results of this run go, as JSON. */
  readonly json: string | undefined;
  /** Folder whose results page, plots and JSON get the parts of this run. */
  readonly out: string | undefined;
}

/** @throws Error when an option is unknown or has no such value. */
export function readBenchOptions(given: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      postgres: { type: 'string' },
      json: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const names = Object.keys(allParts).filter(isPartName);
  const only = values.only.flatMap((text) => text.split(','));
  for (const name of only) {
    if (!isPartName(name)) {
      throw new Error(`--only is "${name}". Use one or several of: ${names.join(', ')}.`);
    }
  }
  if (values.postgres !== undefined && !existsSync(join(values.postgres, 'bin', 'postgres'))) {
    throw new Error(
      `--postgres is "${values.postgres}", which has no bin/postgres. Give the folder of a PostgreSQL installation.`,
    );
  }
  const sizes = values.quick ? quickSizes : fullSizes;
  return {
    parts: only.length === 0 ? names : names.filter((name) => only.includes(name)),
    sizes: values.rounds === undefined ? sizes : withRounds(sizes, values.rounds),
    isQuick: values.quick,
    postgres: values.postgres,
    json: values.json,
    out: values.out,
  };
}

function withRounds(sizes: BenchSizes, text: string): BenchSizes {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error(`--rounds is "${text}". Give a whole number above 0.`);
  }
  return {
    ...sizes,
    writers: { ...sizes.writers, rounds },
    latency: { ...sizes.latency, rounds },
    drain: { ...sizes.drain, rounds },
    xmin: { ...sizes.xmin, rounds },
    temporal: { ...sizes.temporal, pairs: rounds },
  };
}

import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Where and when a part was measured, and with what. */
export interface Circumstances {
  readonly date: string;
  readonly machine: string;
  /** Load average of the minute before it began: much more than 0 means that it had company. */
  readonly loadBefore: number;
  readonly versions: Readonly<Record<string, string>>;
  /** A quick run measures nothing worth knowing. */
  readonly isQuick: boolean;
}

/** Read when a part begins. */
export function readCircumstances(postgres: string, isQuick: boolean): Circumstances {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    loadBefore: Number(loadavg()[0]?.toFixed(1)),
    versions: {
      Node: process.versions.node,
      PostgreSQL: postgres,
      'graphile-worker': versionOf('graphile-worker'),
      'pg-boss': versionOf('pg-boss'),
      '@temporalio/client': versionOf('@temporalio/client'),
    },
    isQuick,
  };
}

/** The package pins exact versions. */
function versionOf(name: string): string {
  const file = new URL('../../../package.json', import.meta.url);
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return dependencies[name] ?? '';
}

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { guardPath } from '../processes/guardian.ts';
import { isAlive } from '../processes/signal-group.ts';
import type { Stack } from './start-stack.ts';

/** Where a running dev stack says how to reach it, unless told otherwise. Ignored by git. */
export const defaultDevFile = join(import.meta.dirname, '../../../../.a4c/dev.json');

/** What is in it. It holds passwords and a token, so only its owner can read it. */
type DevFile = {
  /** As the owner of the schema. */
  database_url: string;
  temporal_address: string;
  temporal_ui_url?: string;
  edge_url?: string;
  token: string;
  /** Name → pid. */
  processes: Record<string, number>;
};

/** Writes the file whole, so that nobody reads half of it. It goes with this process. */
export async function writeDevFile(path: string, stack: Stack): Promise<void> {
  const content: DevFile = {
    database_url: stack.databaseUrl,
    temporal_address: stack.temporalAddress,
    ...(stack.temporalUiUrl !== undefined && { temporal_ui_url: stack.temporalUiUrl }),
    ...(stack.edgeUrl !== undefined && { edge_url: stack.edgeUrl }),
    token: stack.token,
    processes: stack.processes,
  };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  guardPath(path);
  const partial = `${path}.part`;
  await writeFile(partial, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, path);
}

/** Removes the file, which is no longer true. */
export async function removeDevFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Throws when a dev stack runs already: its file would be overwritten, and then removed. */
export function refuseSecondStack(path: string): void {
  if (!existsSync(path)) return;
  const { processes }: DevFile = JSON.parse(readFileSync(path, 'utf8'));
  const alive = Object.entries(processes).filter(([, pid]) => isAlive(pid));
  if (alive.length === 0) return;
  const list = alive.map(([name, pid]) => `${name} ${pid}`).join(', ');
  throw new Error(
    `A dev stack is running already (${list}). End it, or give this one another file with "-- --file <path>".`,
  );
}

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { guardPath } from '../processes/guardian.ts';
import { isAlive } from '../processes/signal-group.ts';
import type { Stack } from './start-stack.ts';

/** Where the running dev stack says how to reach it: `.a4c/dev.json`, ignored by git. */
export const devFile = join(import.meta.dirname, '../../../../.a4c/dev.json');

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
export async function writeDevFile(stack: Stack): Promise<void> {
  const content: DevFile = {
    database_url: stack.databaseUrl,
    temporal_address: stack.temporalAddress,
    ...(stack.temporalUiUrl !== undefined && { temporal_ui_url: stack.temporalUiUrl }),
    ...(stack.edgeUrl !== undefined && { edge_url: stack.edgeUrl }),
    token: stack.token,
    processes: stack.processes,
  };
  await mkdir(dirname(devFile), { recursive: true, mode: 0o700 });
  guardPath(devFile);
  const partial = `${devFile}.part`;
  await writeFile(partial, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, devFile);
}

/** Removes the file, which is no longer true. */
export async function removeDevFile(): Promise<void> {
  await rm(devFile, { force: true });
}

/** Throws when a dev stack runs already: its file would be overwritten, and then removed. */
export function refuseSecondStack(): void {
  if (!existsSync(devFile)) return;
  const { processes }: DevFile = JSON.parse(readFileSync(devFile, 'utf8'));
  const alive = Object.entries(processes).filter(([, pid]) => isAlive(pid));
  if (alive.length === 0) return;
  const list = alive.map(([name, pid]) => `${name} ${pid}`).join(', ');
  throw new Error(`A dev stack is running already (${list}). End it before you start another.`);
}

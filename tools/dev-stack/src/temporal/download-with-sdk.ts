import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { guardPath } from '../processes/guardian.ts';
import type { Log } from '../processes/log.ts';
import { spawnGuarded } from '../processes/spawn-guarded.ts';
import { cachedProgram, storeProgram } from './cache.ts';

/** A download that brings no byte for so long is given up; measured by the partial file's size. */
const stallMs = 20_000;
const reportMs = 2_000;

/** Where the SDK's download is kept. The SDK chooses the version, so its own version names it. */
export function sdkProgram(): string {
  const manifest = createRequire(import.meta.url)('@temporalio/testing/package.json');
  return cachedProgram(`sdk-${manifest.version}`);
}

/**
 * Lets the Temporal SDK download the dev server that it would use in tests, and returns its path in
 * our cache. Throws with the SDK's reason when it cannot.
 *
 * In a process of its own: the SDK's native part can neither be given a time limit nor be stopped.
 */
export async function downloadWithSdk(log: Log): Promise<string> {
  const program = sdkProgram();
  const folder = await mkdtemp(join(tmpdir(), 'a4c-sdk-download-'));
  const release = guardPath(folder);
  const entry = fileURLToPath(new URL('sdk-download-process.ts', import.meta.url));
  log("Asking the Temporal SDK to download Temporal's dev server");
  const child = await spawnGuarded({
    name: 'download by the Temporal SDK',
    command: process.execPath,
    args: [entry, folder],
    stopSignal: 'SIGKILL',
    graceMs: 0,
  });
  try {
    const watched = watchProgress(folder, log, () => void child.stop());
    const { code } = await child.exited;
    const { stalled } = watched.end();
    if (stalled) throw new Error(`no byte came for ${stallMs / 1000} s.`);
    if (code !== 0) throw new Error(firstLine(child.output()));
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error('it left no file.');
    await storeProgram(program, await readFile(join(folder, file)));
    return program;
  } finally {
    await rm(folder, { recursive: true, force: true });
    release();
  }
}

function watchProgress(folder: string, log: Log, giveUp: () => void) {
  let size = 0;
  let changedAt = Date.now();
  let stalled = false;
  const look = async () => {
    const now = await sizeOf(folder);
    if (now !== size) {
      [size, changedAt] = [now, Date.now()];
      log(`Downloading Temporal's dev server: ${Math.round(size / 1e6)} MB`);
    } else if (Date.now() - changedAt > stallMs) {
      stalled = true;
      giveUp();
    }
  };
  const timer = setInterval(() => void look(), reportMs);
  return {
    end: () => {
      clearInterval(timer);
      return { stalled };
    },
  };
}

async function sizeOf(folder: string): Promise<number> {
  try {
    const files = await readdir(folder);
    const sizes = await Promise.all(
      files.map(async (file) => (await stat(join(folder, file))).size),
    );
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    return 0;
  }
}

function firstLine(output: string): string {
  return output.split('\n').find((line) => line.trim() !== '') ?? 'it said nothing.';
}

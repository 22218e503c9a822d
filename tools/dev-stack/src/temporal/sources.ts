import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import type { Log } from '../processes/log.ts';
import { cacheFolder } from './cache.ts';
import { downloadWheel, wheelProgram } from './download-wheel.ts';
import { downloadWithSdk, sdkProgram } from './download-with-sdk.ts';
import { devServerWheel } from './pinned-wheel.ts';
import type { TemporalServer, TemporalSource } from './temporal-source.ts';

const run = promisify(execFile);

/** All sources, in the order in which they are asked: nearest and cheapest first. */
export const temporalSources: readonly TemporalSource[] = [
  { name: 'TEMPORAL_ADDRESS', find: fromEnvironment },
  { name: 'temporal on the PATH', find: fromPath },
  { name: 'cache', find: fromCache },
  { name: 'download by the Temporal SDK', find: async (log) => attempt(downloadWithSdk, log) },
  { name: 'PyPI wheel', find: async (log) => attempt(downloadDevServer, log) },
];

async function downloadDevServer(log: Log): Promise<string> {
  return downloadWheel(devServerWheel, log);
}

type Found = TemporalServer | { reason: string };

async function fromEnvironment(): Promise<Found> {
  const address = process.env['TEMPORAL_ADDRESS'];
  return address ? { address } : { reason: 'it is not set.' };
}

async function fromPath(): Promise<Found> {
  const file = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const executable = join(folder, file);
    if (folder !== '' && (await isExecutable(executable))) return checkedCli(executable);
  }
  return { reason: 'there is no such program.' };
}

/** Another program of that name would fail later, and with a message that nobody understands. */
async function checkedCli(executable: string): Promise<Found> {
  try {
    const { stdout } = await run(executable, ['--version'], { timeout: 10_000 });
    if (/^temporal version [1-9]/.test(stdout)) return { executable };
    return { reason: `${executable} is not the Temporal CLI, version 1 or newer.` };
  } catch {
    return { reason: `${executable} --version fails.` };
  }
}

async function fromCache(): Promise<Found> {
  for (const executable of [wheelProgram(devServerWheel), sdkProgram()]) {
    if (await isExecutable(executable)) return { executable };
  }
  return { reason: `${cacheFolder()} has none yet.` };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A download that fails is a reason like any other: the next source may work. */
async function attempt(download: (log: Log) => Promise<string>, log: Log): Promise<Found> {
  try {
    return { executable: await download(log) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

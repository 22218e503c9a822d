import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runProgram } from './run-program.ts';

const sdkFolder = join(import.meta.dirname, '../..');

/** A project outside of the workspace that has nothing but the packed package installed. */
export async function createEmptyProject() {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-sdk-'));
  await succeed('npm', ['pack', '--pack-destination', folder], sdkFolder);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  await succeed('npm', ['install', '--offline', `./${tarball}`], folder);
  return {
    folder,
    tarball: join(folder, tarball),
    write: async (name: string, text: string) => writeFile(join(folder, name), text),
    [Symbol.asyncDispose]: async () => rm(folder, { recursive: true }),
  };
}

export type EmptyProject = Awaited<ReturnType<typeof createEmptyProject>>;

async function succeed(command: string, parameters: readonly string[], cwd: string) {
  const { code, output } = await runProgram(command, parameters, { cwd });
  if (code !== 0) {
    throw new Error(`${command} ${parameters.join(' ')} ended with ${code}. It said: ${output}`);
  }
}

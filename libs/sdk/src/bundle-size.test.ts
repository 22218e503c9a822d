import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { eventMetadata } from '@a4c/contracts';
import { collectContracts, printSdk } from '@a4c/generators/codegen';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { tenContracts } from './testing/ten-contracts.ts';

const names = tenContracts.map(({ http }) => http?.function ?? '');
const functions = names.map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a4c-sdk-size-'));
  await cp(import.meta.dirname, join(folder, 'libs/sdk/src'), {
    recursive: true,
    filter: (path) => !path.includes('generated') && !path.includes('test'),
  });
  const files = printSdk(collectContracts(tenContracts, eventMetadata));
  for (const [path, text] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop -- folders first
    await mkdir(dirname(join(folder, path)), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- as above
    await writeFile(join(folder, path), text);
  }
});
afterAll(async () => rm(folder, { recursive: true }));

test('ten events and all that they need have at most 4 KB gzipped', async () => {
  const bundle = await bundleOf(['createClient', ...functions]);
  for (const name of names) expect(bundle).toContain(`/${name}`);
  expect(gzipSync(bundle).length).toBeLessThanOrEqual(4_096);
});

test('to ask for events and to wait for workflows takes half a KB more', async () => {
  const waiting = ['getEvent', 'waitForWorkflow', 'waitForCompletion'];
  const bundle = await bundleOf(['createClient', ...functions, ...waiting]);
  expect(gzipSync(bundle).length).toBeLessThanOrEqual(4_096 + 512);
});

test('a bundle holds nothing of the events that it does not emit', async () => {
  const bundle = await bundleOf(['createClient', 'projectCreated']);
  const held = names.filter((name) => bundle.includes(`/${name}`));
  expect(held).toEqual(['project-created']);
  for (const foreign of ['zip_code', 'expires_at', 'cents', 'T(?:', '/events/', 'dead_lettered']) {
    expect(bundle).not.toContain(foreign);
  }
  expect(gzipSync(bundle).length).toBeLessThan(gzipSync(await bundleOf(functions)).length);
});

async function bundleOf(imported: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${imported.join(', ')} } from './libs/sdk/src/index.ts';`,
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

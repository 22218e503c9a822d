import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Stack, startStack } from '@a4c/dev-stack';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createEmptyProject, type EmptyProject } from './testing/empty-project.ts';
import { runProgram } from './testing/run-program.ts';

const root = join(import.meta.dirname, '../../..');
const program = readFileSync(join(import.meta.dirname, 'testing/whole-loop-program.txt'), 'utf8');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

let stack: Stack;
let project: EmptyProject;
beforeAll(async () => {
  [stack, project] = await Promise.all([startStack(), createEmptyProject()]);
  await project.write('program.ts', program);
});
afterAll(async () => {
  await Promise.all([stack?.stop(), project?.[Symbol.asyncDispose]()]);
});

test('Node runs the installed package', async () => {
  expect(await run(process.execPath, ['program.ts'])).toEqual(passed);
});

test('Deno runs the installed package', async () => {
  const parameters = ['run', '-A', '--no-lock', '--node-modules-dir=manual', 'program.ts'];
  expect(await run(bin('deno'), parameters)).toEqual(passed);
});

test('a bundle of the installed package runs by itself', async () => {
  const outfile = join(project.folder, 'bundle.mjs');
  await build({
    entryPoints: [join(project.folder, 'program.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
  });
  expect(await run(process.execPath, ['bundle.mjs'])).toEqual(passed);
});

test('the types are understood, and refuse what the contract refuses', async () => {
  await project.write(
    'types.ts',
    `import { createClient, createOrganization } from '@a4c/sdk';
     const client = createClient({ baseUrl: 'https://edge.test', token: async () => 'token' });
     void createOrganization(client, { name: 'A', slug: 'a', owner_email: 'a@b.de', tier: 'basic' });
     // @ts-expect-error -- no such tier
     void createOrganization(client, { name: 'A', slug: 'a', owner_email: 'a@b.de', tier: 'none' });
     // @ts-expect-error -- the slug is missing
     void createOrganization(client, { name: 'A', owner_email: 'a@b.de' });
     // @ts-expect-error -- clients cannot set it
     void createOrganization(client, { name: 'A', slug: 'a', owner_email: 'a@b.de', workflow_id: 'w' });`,
  );
  const flags = '--noEmit --strict --target es2022 --module nodenext --lib es2023,dom'.split(' ');
  expect(await run(bin('tsc'), [...flags, 'types.ts'])).toMatchObject({ code: 0, output: '' });
});

test('publint and attw have nothing to say against the package', async () => {
  expect(await run(bin('publint'), ['run', project.tarball, '--strict'])).toMatchObject({
    code: 0,
  });
  const types = await run(bin('attw'), [project.tarball, '--profile', 'esm-only']);
  expect(types).toMatchObject({ code: 0 });
});

test('the reference: every block of code runs', async () => {
  const text = readFileSync(join(root, 'docs/reference/sdk.md'), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(2);
  for (const [index, block] of blocks.entries()) {
    const name = `block-${index}.ts`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a reader would
    await project.write(name, block);
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await run(process.execPath, [name])).toMatchObject({ code: 0 });
  }
});

const passed = { code: 0, output: expect.stringMatching(/^completed$/m) };

async function run(command: string, parameters: readonly string[]) {
  return runProgram(command, parameters, {
    cwd: project.folder,
    env: { EDGE_URL: stack.edgeUrl, TOKEN: stack.token },
  });
}

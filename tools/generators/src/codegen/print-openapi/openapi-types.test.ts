import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type EventContract, eventMetadata, registry } from '@a4c/contracts';
import openapiTypes, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { collectContracts } from '../collect/collect-contracts.ts';
import type { ContractsIr } from '../contract-ir.ts';
import { goldenContracts } from '../golden/golden-contracts.ts';
import { latestVersions } from '../latest-versions.ts';
import { printSdk } from '../print-sdk/print-sdk.ts';
import type { PrintedFiles } from '../printed-files.ts';
import { printOpenapi } from './print-openapi.ts';
import { type Differing, printTypesProof } from './testing/types-proof.ts';

const root = join(import.meta.dirname, '../../../../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a4c-openapi-types-'));
});
afterAll(async () => rm(folder, { recursive: true }));

/**
 * Fields for which openapi-typescript makes other types than the document says: it leaves out what
 * follows the places of a tuple (`items` beside `prefixItems`); a tuple without places, for which JSON
 * Schema has no `prefixItems`, is a list of anything; and a shape that is a record of itself becomes
 * a type that TypeScript refuses.
 */
const differing: Differing = {
  'parity.records': ['maybe_more', 'nothing', 'numbers', 'path'],
  'parity.recursion': ['formula', 'json'],
};
const refused = `'"parity.recursion.v1.json"' is referenced directly or indirectly in its own type`;

test.each<[string, readonly EventContract[], Differing, readonly string[]]>([
  ['the registry', registry, {}, []],
  ['every kind', goldenContracts.map((contract) => emittable(contract)), differing, [refused]],
])(
  'openapi-typescript makes the types of the SDK from the document of %s',
  { timeout: 60_000 },
  async (_, contracts, fields, errors) => {
    const ir = collectContracts(contracts, eventMetadata);
    const expected = errors.map((error) => expect.stringContaining(error));
    expect(await compile(ir, fields)).toEqual(expected);
  },
);

test('the proof fails where the types differ', { timeout: 60_000 }, async () => {
  const ir = collectContracts(registry, eventMetadata);
  const errors = await compile(ir, {}, spoilt);
  expect(errors).toEqual([expect.stringContaining('createOrganizationBody')]);
});

function spoilt(files: PrintedFiles): PrintedFiles {
  const entries = Object.entries(files).map(([path, text]) => [
    path,
    text.replace('  slug: string;', '  slug: number;'),
  ]);
  return Object.fromEntries(entries);
}

/** The SDK, the document's types and what is said of both, in a folder that tsc checks. */
async function compile(
  ir: ContractsIr,
  differs: Differing,
  change = (files: PrintedFiles) => files,
): Promise<string[]> {
  const [document = ''] = Object.values(printOpenapi(ir));
  // Without the option a field with a default is one that must be sent.
  const types = await openapiTypes(document, { defaultNonNullable: false });
  const place = await mkdtemp(join(folder, 'case-'));
  await cp(join(root, 'libs/sdk/src'), join(place, 'libs/sdk/src'), {
    recursive: true,
    filter: (path) => !/generated|test/.test(path.slice(root.length)),
  });
  const files = {
    ...change(printSdk(ir)),
    'api.ts': astToString(types),
    'proof.ts': printTypesProof(latestVersions(ir.events), differs),
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: {
        composite: false,
        declarationMap: false,
        noEmit: true,
        lib: ['es2024', 'webworker'],
        // A field that may be undefined is one that may be missing, to OpenAPI.
        exactOptionalPropertyTypes: false,
      },
      files: ['proof.ts'],
    }),
  };
  for (const [path, text] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop -- folders first
    await mkdir(dirname(join(place, path)), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- as above
    await writeFile(join(place, path), text);
  }
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', place], { encoding: 'utf8' });
  const lines = files['proof.ts'].split('\n');
  return stdout
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) => `${lines[Number(/proof\.ts\((\d+)/.exec(line)?.[1]) - 1]} ${line}`);
}

function emittable(contract: EventContract): EventContract {
  const name = `emit-${contract.type.replaceAll(/[._]/g, '-')}`;
  const http = { function: name, aggregateId: 'new', permission: 'parity.emit' } as const;
  return { http, ...contract };
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type EventContract, type EventIssue, eventMetadata, issuesOf } from '@a4c/contracts';
import { afterAll, expect, test } from 'vitest';
import type * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { everyShape } from '../parity/every-shape.ts';
import { printValidators } from './print-validators.ts';

const contractsSource = join(import.meta.dirname, '../../../../../libs/contracts/src');
const folder = mkdtempSync(join(tmpdir(), 'a4c-validators-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All that JSON can say is compared by tests/fuzz. */
test('values that JSON cannot say are judged as parseEvent does', async () => {
  const { dataChecks, dataAcceptors } = await load(
    'odd',
    printValidators(collectContracts(everyShape, eventMetadata)),
  );
  for (const contract of everyShape) {
    const check = dataChecks.get(contract.type)?.[1];
    const accepts = dataAcceptors.get(contract.type)?.[1];
    if (!check || !accepts)
      throw new Error(`${contract.type} has no validator. Print one for every event.`);
    const documents = oddDocuments(contract);
    expect(disagreements(check, 'event_data', contract.data, documents)).toEqual([]);
    // An acceptor may take too little of what is no JSON.
    const taken = documents.filter((document) => accepts(document));
    for (const document of taken) expect(issuesIn(contract, document)).toEqual([]);
    expect(taken).toEqual(expect.arrayContaining([...contract.examples]));
  }
});

type Table<Function> = ReadonlyMap<string, Readonly<Record<number, Function>>>;
type Check = (rules: { path: string; rule: string }[], value: unknown) => void;

function issuesIn({ data }: EventContract, document: unknown): EventIssue[] {
  return issuesOf('event_data', document, data.safeParse(document));
}

async function load(name: string, files: Readonly<Record<string, string>>) {
  const root = join(folder, name.replaceAll(' ', '-'));
  cpSync(contractsSource, root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, path.replace('libs/contracts/src/', ''));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const { dataChecks }: { dataChecks: Table<Check> } = await import(
    join(root, 'generated/validators.ts')
  );
  const { dataAcceptors }: { dataAcceptors: Table<(data: unknown) => boolean> } = await import(
    join(root, 'generated/acceptors.ts')
  );
  return { dataChecks, dataAcceptors };
}

/** One line for each value of which zod and the validator do not say exactly the same. */
function disagreements(
  check: Check,
  column: string,
  schema: z.ZodObject,
  documents: readonly unknown[],
): string[] {
  let accepted = 0;
  const found = documents.flatMap((value) => {
    const rules: { path: string; rule: string }[] = [];
    check(rules, value);
    const ours = told(rules);
    const theirs = told(issuesOf(column, value, schema.safeParse(value)).filter(isOfSchema));
    if (theirs === '') accepted += 1;
    return ours === theirs ? [] : [`${printed(value)} zod: ${theirs} validator: ${ours}`];
  });
  // A comparison in which nothing passes, or nothing fails, would compare nothing.
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(documents.length);
  return found;
}

/** What cannot be stored is found by the same code on both sides. */
function isOfSchema({ rule }: { rule: string }): boolean {
  return !/^(?:storable_|finite_number|json_value|max_depth|reserved_key)/.test(rule);
}

function told(rules: readonly { path: string; rule: string }[]): string {
  return rules
    .map(({ path, rule }) => `${path}: ${rule}`)
    .toSorted()
    .join('; ');
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' || typeof inner === 'symbol' ? String(inner) : inner,
  );
}

/** Every field of every example replaced by what is no JSON. */
function oddDocuments({ examples }: EventContract): unknown[] {
  const odd: readonly unknown[] = [
    undefined,
    NaN,
    -0,
    Infinity,
    1n,
    Symbol('a'),
    () => 1,
    new Date(0),
    new Map(),
    [undefined],
    Object.create({ inherited: 1 }),
    { length: 2 },
  ];
  const roots = odd.flatMap((value) => [value]);
  const fields = examples.flatMap((example) =>
    Object.keys(example).flatMap((key) => odd.map((value) => ({ ...example, [key]: value }))),
  );
  return [...examples, ...roots, ...fields];
}

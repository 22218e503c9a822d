import { type EventContract, eventMetadata } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from './collect/collect-contracts.ts';
import { regexWarnings } from './regex-warnings.ts';

function contractWith(patterns: readonly RegExp[]): EventContract {
  const fields = patterns.map((pattern, index) => [
    `f_${index}`,
    z.record(z.string().regex(pattern), z.int()),
  ]);
  return {
    type: 'a.b',
    version: 1,
    aggregateType: 'a',
    description: 'Something has happened.',
    data: z.strictObject(Object.fromEntries(fields)),
    examples: [],
  };
}

function warningsFor(patterns: readonly RegExp[]): string[] {
  return regexWarnings(collectContracts([contractWith(patterns)], eventMetadata));
}

test('patterns count once, wherever they stand, and more than Postgres keeps are told', () => {
  const { metadata } = collectContracts([], eventMetadata);
  const own = new Set(JSON.stringify(metadata).match(/"source":"[^"]*"/g)).size;
  const patterns = Array.from(
    { length: 28 - own },
    (_, index) => new RegExp(`^${'a'.repeat(index + 1)}$`),
  );
  expect(warningsFor([...patterns, ...patterns])).toEqual([]);
  expect(warningsFor([...patterns, /^b$/])).toEqual([
    'The contracts use 29 different patterns, and Postgres keeps 32 compiled. Give fields of the same form the same pattern, or each check costs up to 20 µs.',
  ]);
});

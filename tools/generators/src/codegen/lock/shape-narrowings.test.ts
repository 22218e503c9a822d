import { type EventContract, eventMetadata } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import type { EventIr } from '../contract-ir.ts';
import { everyShape } from '../parity/every-shape.ts';
import { shapeNarrowings } from './shape-narrowings.ts';

const text = z.string();
const number = z.number();
const card = z.strictObject({ kind: z.literal('card'), last4: text });
const cash = z.strictObject({ kind: z.enum(['cash', 'coins']) });

function treeOf(name: z.ZodType): z.ZodType {
  const tree: z.ZodType = z.strictObject({
    name,
    get children() {
      return z.array(tree).optional();
    },
  });
  return tree;
}

test.each<[string, z.ZodType, z.ZodType]>([
  ['nothing', text, text],
  [
    'a note',
    text.describe('Old.'),
    text.meta({ description: 'New.', pii: true, deprecated: true }),
  ],
  ['a note inside of exactly one of', z.xor([text, number]), z.xor([text.describe('A.'), number])],
  ['an enum value is added', z.enum(['a']), z.enum(['a', 'b'])],
  ['the order of an enum', z.enum(['a', 'b']), z.enum(['b', 'a'])],
  ['null is allowed', text, text.nullable()],
  ['null among the alternatives', text.nullable(), z.union([text, z.null()])],
  ['a least length is lowered', text.min(3), text.min(2)],
  ['a least length is removed', text.min(3).max(4), text.max(4)],
  ['a greatest length is raised', text.max(3), text.max(4)],
  ['a pattern is removed', text.regex(/^a$/), text],
  ['a format is removed', z.uuid(), text],
  ['a bound becomes inclusive', number.gt(3).lt(4), number.min(3).max(4)],
  ['a tighter bound becomes exclusive', number.min(3), number.gt(2)],
  ['whole numbers become any', z.int(), number],
  ['a step is removed', number.multipleOf(2), number],
  ['fewer items are enough', z.array(text).min(2).max(3), z.array(text).min(1).max(4)],
  ['items are wider', z.array(text.max(3)), z.array(text)],
  ['values of records are wider', z.record(text.max(2), z.int()), z.record(text, number)],
  ['a tuple may go on', z.tuple([text]), z.tuple([text], number)],
  ['a place of a tuple is wider', z.tuple([text.max(1)], z.int()), z.tuple([text], number)],
  ['an optional key is added', z.strictObject({}), z.strictObject({ a: text.optional() })],
  ['a key becomes optional', z.strictObject({ a: text }), z.strictObject({ a: text.optional() })],
  ['an alternative is added', z.union([text, number]), z.union([z.boolean(), number, text])],
  ['a value becomes one of two', text.max(3), z.union([number, text])],
  [
    'a tagged alternative is added',
    z.discriminatedUnion('kind', [card]),
    z.discriminatedUnion('kind', [cash, card]),
  ],
  ['recursion is wider', treeOf(text.max(3)), treeOf(text)],
])('%s: a widening', (_, old, now) => {
  expect(narrowings(old, now)).toEqual([]);
});

test.each<[string, z.ZodType, z.ZodType, string]>([
  ['an enum value is removed', z.enum(['a', 'b']), z.enum(['a']), ': one_of "b"'],
  ['null is refused', text.nullable(), text, ': nullable'],
  ['null is no longer an alternative', text.nullable(), z.union([text, number]), ': nullable'],
  ['a least length is added', text, text.min(1), ': min_length 1'],
  ['a least length is raised', text.min(1), text.min(2), ': min_length 2'],
  ['a greatest length is lowered', text.max(3), text.max(2), ': max_length 2'],
  ['a pattern is added', text, text.regex(/a/), ': pattern'],
  ['a pattern is changed', text.regex(/a/), text.regex(/b/), ': pattern'],
  ['a flag is added', text.regex(/^.$/u), text.regex(/^.$/su), ': pattern'],
  ['a format is added', text, z.uuid(), ': format uuid'],
  ['a bound becomes exclusive', number.min(3), number.gt(3), ': min_exclusive 3'],
  ['an upper bound becomes exclusive', number.max(3), number.lt(3), ': max_exclusive 3'],
  ['any numbers become whole', number, z.int(), ': int'],
  ['a step is changed', number.multipleOf(2), number.multipleOf(4), ': multiple_of 4'],
  ['more items are needed', z.array(text), z.array(text).min(1), ': min_items 1'],
  ['fewer items fit', z.array(text).max(3), z.array(text).max(2), ': max_items 2'],
  ['items are narrower', z.array(text), z.array(text.max(1)), '[]: max_length 1'],
  ['keys are narrower', z.record(text, text), z.record(text.max(1), text), '.<key>: max_length 1'],
  ['values are narrower', z.record(text, text), z.record(text, z.uuid()), '.*: format uuid'],
  ['a tuple grows', z.tuple([text]), z.tuple([text, text]), ': 2 items instead of 1'],
  ['a tuple ends', z.tuple([text], text), z.tuple([text]), ': max_items 1'],
  ['a key is removed', z.strictObject({ a: text }), z.strictObject({}), '.a: unknown_key'],
  ['a key is added', z.strictObject({}), z.strictObject({ a: text }), '.a: required'],
  [
    'a key becomes required',
    z.strictObject({ a: text.optional() }),
    z.strictObject({ a: text }),
    '.a: required',
  ],
  ['the type changes', text, number, ': type number'],
  ['a constant becomes a text of another form', z.literal('a'), z.uuid(), ': type string'],
  ['an alternative is removed', z.union([text, number]), z.union([text, z.null()]), ': union'],
  ['one or more become exactly one', z.union([text, number]), z.xor([text, number]), ': xor'],
  [
    'an alternative of exactly one grows',
    z.xor([text.max(1), number]),
    z.xor([text, number]),
    ': xor',
  ],
  [
    'a tagged alternative is removed',
    z.discriminatedUnion('kind', [cash, card]),
    z.discriminatedUnion('kind', [cash]),
    '.kind: one_of "card"',
  ],
  [
    'a tagged alternative is narrower',
    z.discriminatedUnion('kind', [card]),
    z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('card'), last4: text.max(4) })]),
    '.last4: max_length 4',
  ],
  ['recursion is narrower', treeOf(text), treeOf(text.max(3)), '.name: max_length 3'],
])('%s: a narrowing', (_, old, now, expected) => {
  expect(narrowings(old, now)).toContain(`event_data.field${expected}`);
});

test('every shape is a widening of itself', () => {
  const { events } = collectContracts(everyShape, eventMetadata);
  for (const event of events) expect(compare(event, event)).toEqual([]);
});

test('a field that metadata did not know before might hold anything', () => {
  const { metadata } = collectContracts([], eventMetadata);
  const fields = { ...metadata.fields, custom: { kind: 'boolean', optional: true } as const };
  const at = {
    path: 'event_metadata',
    oldDefinitions: {},
    newDefinitions: {},
    assumed: new Set(''),
  };
  expect(shapeNarrowings(metadata, metadata, at)).toEqual([]);
  expect(shapeNarrowings(metadata, { ...metadata, fields }, at)).toEqual([
    { path: 'event_metadata.custom', rule: 'new field among unknown keys' },
  ]);
});

function narrowings(old: z.ZodType, now: z.ZodType): string[] {
  return compare(eventOf(old), eventOf(now));
}

function compare(old: EventIr, now: EventIr): string[] {
  return shapeNarrowings(old.data, now.data, {
    path: 'event_data',
    oldDefinitions: old.definitions ?? {},
    newDefinitions: now.definitions ?? {},
    assumed: new Set(),
  }).map(({ path, rule }) => `${path}: ${rule}`);
}

function eventOf(field: z.ZodType): EventIr {
  const contract: EventContract = {
    type: 'a.b',
    version: 1,
    aggregateType: 'a',
    description: 'Something has happened.',
    data: z.strictObject({ field }),
    examples: [],
  };
  const [event] = collectContracts([contract], eventMetadata).events;
  if (event === undefined) throw new Error('There is no event. Collect one.');
  return event;
}

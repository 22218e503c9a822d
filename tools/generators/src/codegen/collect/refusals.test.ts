import { type EventContract, eventMetadata } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from './collect-contracts.ts';
import { ContractProblemsError } from './contract-problems-error.ts';
import { refusedKinds } from './refused-kinds.ts';

const text = z.string();
const object = z.strictObject({ kind: z.literal('a') });
const endless = (): z.ZodType => z.lazy(() => z.strictObject({ inner: endless() }));
const itself: z.ZodType = z.lazy(() => z.union([text, itself]));

test.each<[string, z.ZodType, string]>([
  ['trim', text.trim(), 'the check overwrite is refused. It changes the value'],
  ['toLowerCase', text.toLowerCase(), 'the check overwrite is refused. It changes the value'],
  [
    'refine',
    text.refine(() => true),
    'the check custom is refused. SQL cannot run the code of .refine()',
  ],
  ['refine of an object', z.strictObject({}).refine(() => true), 'the check custom is refused'],
  ['refine of an enum', z.enum(['a']).refine(() => true), 'the check custom is refused'],
  ['refine of a union', z.union([text, z.null()]).refine(() => true), 'the check custom is'],
  ['refine of a tuple', z.tuple([text]).refine(() => true), 'the check custom is refused'],
  ['refine of a record', z.record(text, text).refine(() => true), 'the check custom is refused'],
  ['refine of a lazy', z.lazy(() => text).refine(() => true), 'the check custom is refused'],
  ['includes from a place on', text.includes('a', { position: 1 }), 'Use .includes() without a'],
  ['startsWith of U+0000', text.startsWith('\u0000'), 'the format starts_with is refused'],
  ['url', z.url(), 'the format url is refused: zod checks more than a pattern'],
  ['ipv6', z.ipv6(), 'Use .regex(/^[0-9a-f:]{2,39}$/), and store it in lower case.'],
  ['cidrv6', z.cidrv6(), 'the format cidrv6 is refused'],
  ['base64', z.base64(), 'Use .regex(/^(?:[A-Za-z0-9+\\/]{4})*'],
  ['base64url', z.base64url(), 'Use .regex(/^(?:[A-Za-z0-9_-]{4})*'],
  ['jwt', z.jwt(), 'Store what the token says, never the token.'],
  ['emoji', z.emoji(), 'Use .regex() with the characters that you expect.'],
  ['a format of your own', z.stringFormat('own', () => true), 'the format own is refused'],
  [
    'a pattern with a flag',
    text.regex(/a/i),
    'in /a/i, the flag i has no exact counterpart in Postgres',
  ],
  ['coercion', z.coerce.number(), 'z.coerce changes values. Use the type without z.coerce.'],
  ['coercion of a boolean', z.coerce.boolean(), 'z.coerce changes values'],
  ['int32', z.int32(), 'z.int32() is refused. Use z.int()'],
  [
    'multipleOf zero',
    z.number().multipleOf(0),
    'its step is not between 1e-9 and 1000000000000000',
  ],
  ['a negative step', z.number().multipleOf(-2), 'Store whole units'],
  ['an infinite bound', z.number().max(Infinity), 'its bound is no finite number. Leave it out.'],
  [
    'an open object',
    z.object({}),
    'z.object() drops unknown keys, which SQL cannot do. Use z.strictObject().',
  ],
  [
    'a loose object',
    z.looseObject({}),
    'it takes unknown keys, which only event_metadata itself may',
  ],
  ['a catchall', z.object({}).catchall(text), 'it takes unknown keys'],
  [
    'an undefined literal',
    z.literal(['a', undefined]),
    'one of its constants cannot be stored as JSON',
  ],
  ['a literal with U+0000', z.literal('\u0000'), 'one of its constants cannot be stored as JSON'],
  [
    'a name in camelCase',
    z.strictObject({ aB: text }),
    'the name is not snake_case. Rename the field.',
  ],
  [
    'an inherited name',
    z.strictObject({ constructor: text }),
    'every JavaScript object has that name',
  ],
  ['an optional item', z.array(text.optional()), 'only a whole field can be missing'],
  ['an optional place', z.tuple([text.optional()]), 'only a whole field can be missing'],
  ['an optional alternative', z.union([text.optional(), z.null()]), 'only a whole field can be'],
  [
    'optional inside of nullable',
    text.optional().nullable(),
    'only a whole field can be missing. Put .optional() last',
  ],
  ['listed keys', z.record(z.enum(['a']), text), 'its keys are listed. Use z.strictObject()'],
  ['listed keys, some', z.partialRecord(z.enum(['a']), text), 'its keys are listed'],
  ['keys that are numbers', z.record(z.number(), text), 'its keys are no plain texts'],
  ['a loose record', z.looseRecord(text, text), 'z.looseRecord() lets keys pass unchecked'],
  [
    'an alternative among alternatives',
    z.discriminatedUnion('kind', [
      object,
      z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('b') })]),
    ]),
    'an alternative is no object but discriminated_union.',
  ],
  [
    'alternatives told apart by what may be missing',
    z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('b').optional() }), object]),
    'it does not tell the alternatives apart by constants',
  ],
  [
    'a fallback',
    z.discriminatedUnion('kind', [object], { unionFallback: true }),
    'unionFallback is refused. Use z.union().',
  ],
  ['a z.lazy() without end', endless(), 'it has more than 64 levels. Let z.lazy() return one'],
  ['an alternative to itself', itself, 'it is nothing but itself. Put an object or an array'],
  ['no alternative', z.union([]), 'it has no alternatives. Name them.'],
])('%s is refused with what to write instead', (_, schema, problem) => {
  const problems = problemsOf(z.strictObject({ field: schema }));
  expect(problems.join('\n')).toMatch(/^a\.b v1 at (the keys of )?event_data\.field/);
  expect(problems.join('\n')).toContain(problem);
});

/** z.function() is no schema of a value to TypeScript. */
const kinds: Readonly<Record<Exclude<keyof typeof refusedKinds, 'function'>, z.ZodType>> = {
  any: z.any(),
  bigint: z.bigint(),
  catch: text.catch('a'),
  custom: z.custom(),
  date: z.date(),
  default: text.default('a'),
  file: z.file(),
  intersection: z.intersection(object, z.strictObject({})),
  map: z.map(text, text),
  nan: z.nan(),
  never: z.never(),
  nonoptional: z.nonoptional(text.optional()),
  pipe: text.transform(Number),
  prefault: text.prefault('a'),
  promise: z.promise(text),
  readonly: text.readonly(),
  set: z.set(text),
  success: z.success(text),
  symbol: z.symbol(),
  template_literal: z.templateLiteral(['a', z.number()]),
  transform: z.transform(String),
  undefined: z.undefined(),
  unknown: z.unknown(),
  void: z.void(),
};

test.each(Object.entries(kinds))(
  'the kind %s is refused with what to write instead',
  (kind, schema) => {
    expect(problemsOf(z.strictObject({ field: schema }))).toEqual([
      `a.b v1 at event_data.field: ${kind} is refused. ${Reflect.get(refusedKinds, kind)}`,
    ]);
  },
);

test('a problem inside of alternatives, records and tuples is told with its path', () => {
  const data = z.strictObject({
    list: z.array(z.tuple([z.union([text, z.date()])])),
    map: z.record(z.string().min(1).trim(), z.strictObject({ at: z.url() })),
  });
  expect(problemsOf(data).map((problem) => problem.split(':')[0])).toEqual([
    'a.b v1 at event_data.list[][0]',
    'a.b v1 at event_data.map.*.at',
    'a.b v1 at the keys of event_data.map',
  ]);
});

test('metadata does not contain itself', () => {
  const metadata: z.ZodObject = z.looseObject({
    get inner() {
      return z.array(
        z.strictObject({
          get again() {
            return metadata;
          },
        }),
      );
    },
  });
  expect(() => collectContracts([], metadata)).toThrow('a part of it contains itself');
});

function problemsOf(data: z.ZodObject): readonly string[] {
  const contract: EventContract = {
    type: 'a.b',
    version: 1,
    aggregateType: 'a',
    description: 'Something has happened.',
    data,
    examples: [],
  };
  try {
    collectContracts([contract], eventMetadata);
    return [];
  } catch (error) {
    if (error instanceof ContractProblemsError) return error.problems;
    throw error;
  }
}

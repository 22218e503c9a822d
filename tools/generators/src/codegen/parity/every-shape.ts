import { defineEvent } from '@a4c/contracts';
import * as z from 'zod';

import { everyKind } from './every-kind.ts';

const address = z.strictObject({
  street: z.string().min(1).max(40),
  floor: z.int().min(-3).max(163).optional(),
  position: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number() }).nullable(),
});

/** Contracts that between them hold every construct that the compiler carries to SQL. */
export const everyShape = [
  ...everyKind,
  defineEvent({
    type: 'parity.nested',
    version: 1,
    aggregateType: 'parity',
    description: "Objects in objects, missing or null; it's quoted.",
    data: z.strictObject({
      home: address,
      work: address.optional(),
      other: address.nullable().optional(),
      empty: z.strictObject({}).optional(),
      nothing: z.strictObject({}).nullable(),
    }),
    examples: [
      {
        home: { street: 'A 1', floor: 3, position: { lat: 1.5, lon: -2 } },
        work: { street: 'B 2', position: null },
        other: { street: 'C 3', floor: 0, position: { lat: 90, lon: 180 } },
        empty: {},
        nothing: {},
      },
      { home: { street: 'A 1', position: null }, other: null, nothing: null },
    ],
  }),
  defineEvent({
    type: 'parity.arrays',
    version: 1,
    aggregateType: 'parity',
    description: 'Arrays of everything.',
    data: z.strictObject({
      names: z.array(z.string().min(2).max(5)).min(1).max(3),
      grid: z
        .array(z.array(z.int().min(0).max(9)).length(2))
        .max(3)
        .optional(),
      people: z
        .array(
          z.strictObject({
            email: z.email().nullable(),
            roles: z.array(z.enum(['a', 'b'])).nullable(),
          }),
        )
        .nullable(),
      flags: z.array(z.boolean().nullable()),
    }),
    examples: [
      {
        names: ['abc', 'de'],
        grid: [
          [1, 2],
          [3, 4],
        ],
        people: [
          { email: 'a@b.de', roles: ['a'] },
          { email: null, roles: null },
        ],
        flags: [true, null],
      },
      { names: ['ab'], people: null, flags: [] },
    ],
  }),
  defineEvent({
    type: 'parity.scalars',
    version: 1,
    aggregateType: 'parity',
    description: 'Every scalar with every check.',
    data: z.strictObject({
      any_number: z.number(),
      open: z.number().gt(0).lt(1),
      cents: z.number().int().min(0.5).max(1e6),
      fraction: z.number().min(0.1).max(0.30000000000000004),
      huge: z.number().min(-1e300).max(1.5e308).nullable(),
      code: z
        .string()
        .length(3)
        .regex(/^[A-Z]+$/),
      line: z
        .string()
        .regex(/^.{2,4}$/u)
        .optional(),
      word: z
        .string()
        .regex(/^(?=.*\d)(?!.*__)[\w-]+$/u)
        .nullable()
        .optional(),
      at: z.iso.datetime(),
      local_at: z.iso.datetime({ offset: true, local: true, precision: 0 }).optional(),
      id: z.uuidv4(),
      any_id: z.uuid(),
      mail: z.string().max(30).email(),
      constant: z.literal('it\'s "x"'),
      // To JavaScript alone, a line ends at U+2028 and U+2029.
      separated: z.literal('x\u2028y\u2029z').optional(),
      lines: z.enum(['a\u2028b', 'a\nb', 'a\r\nb']).optional(),
      mixed: z.literal(['a', 1, true, null, 0.1]),
      level: z.literal([1, 2, 3]).optional(),
      tier: z.enum(['free', 'big']).nullable(),
      is_on: z.boolean(),
    }),
    examples: [
      {
        any_number: -1.25,
        open: 0.5,
        cents: 100,
        fraction: 0.2,
        huge: 1e300,
        code: 'EUR',
        line: 'ab😀',
        word: 'a-1',
        at: '2024-02-29T12:00:00.5Z',
        local_at: '2025-01-01T10:00:00+02:00',
        id: '123e4567-e89b-42d3-a456-426614174000',
        any_id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        mail: "o'neil+tag@mail.example.com",
        constant: 'it\'s "x"',
        separated: 'x\u2028y\u2029z',
        lines: 'a\u2028b',
        mixed: 'a',
        level: 2,
        tier: 'free',
        is_on: false,
      },
      {
        any_number: 0,
        open: 0.1,
        cents: 1,
        fraction: 0.1,
        huge: null,
        code: 'USD',
        word: null,
        at: '2025-12-31T23:59:59Z',
        id: '123e4567-e89b-42d3-a456-426614174000',
        any_id: '00000000-0000-0000-0000-000000000000',
        mail: 'a@b.de',
        constant: 'it\'s "x"',
        lines: 'a\nb',
        mixed: null,
        tier: null,
        is_on: true,
      },
    ],
  }),
].toSorted((a, b) => (a.type < b.type ? -1 : 1));

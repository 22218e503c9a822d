import { defineEvent } from '@a4c/contracts';
import * as z from 'zod';

const base = { version: 1, aggregateType: 'parity' } as const;

const formats = defineEvent({
  ...base,
  type: 'parity.formats',
  description: 'Every format that a pattern says wholly.',
  data: z.strictObject({
    guid: z.guid(),
    uuid_v7: z.uuidv7().optional(),
    ulid: z.ulid(),
    nanoid: z.nanoid(),
    cuid2: z.cuid2(),
    phone: z.e164(),
    ipv4: z.ipv4(),
    mac: z.mac(),
    mac_dashes: z.mac({ delimiter: '-' }).optional(),
    hex: z.hex().max(8),
    date: z.iso.date(),
    time: z.iso.time(),
    time_to_minutes: z.iso.time({ precision: -1 }).optional(),
    duration: z.iso.duration(),
    html_mail: z.email({ pattern: z.regexes.html5Email }).optional(),
  }),
  examples: [
    {
      guid: '123E4567-e89b-92d3-f456-426614174000',
      uuid_v7: '018f4e5a-7b3c-7def-9abc-0123456789ab',
      ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      nanoid: 'V1StGXR8_Z5jdHi6B-myT',
      cuid2: 'tz4a98xxat96iws9zmbrgj3a',
      phone: '+4915112345678',
      ipv4: '192.168.0.255',
      mac: '00:1A:2B:3C:4D:5E',
      mac_dashes: '00-1a-2b-3c-4d-5e',
      hex: 'Ff09',
      date: '2024-02-29',
      time: '23:59:59.5',
      time_to_minutes: '00:00',
      duration: 'P1Y2M3DT4H5M6.7S',
      html_mail: 'a@b',
    },
    {
      guid: '00000000-0000-0000-0000-000000000000',
      ulid: '7zzzzzzzzzzzzzzzzzzzzzzzzz',
      nanoid: '_____________________',
      cuid2: '0',
      phone: '+1234567',
      ipv4: '0.0.0.0',
      mac: 'aa:bb:cc:dd:ee:ff',
      hex: '',
      date: '1999-12-31',
      time: '10:20',
      duration: 'P4W',
    },
  ],
});

const texts = defineEvent({
  ...base,
  type: 'parity.texts',
  description: 'Parts that texts must have, numbers in steps.',
  data: z.strictObject({
    key: z.string().startsWith('a.b*').endsWith('z$').max(20),
    word: z.string().includes("it's (😀)").optional(),
    lower: z.string().lowercase(),
    upper: z.string().uppercase(),
    cents: z.number().multipleOf(0.01),
    dozen: z.number().multipleOf(12).max(1e308).nullable(),
    odd: z.int().multipleOf(3).optional(),
    large: z.number().multipleOf(1e15).optional(),
  }),
  examples: [
    {
      key: 'a.b*z$',
      word: "so it's (😀)!",
      lower: 'straße 1',
      upper: 'ÄB 1',
      cents: 2.03,
      dozen: -24,
      odd: 9,
      large: 3e15,
    },
    { key: 'a.b*yz$', lower: '', upper: '', cents: 0.07, dozen: null },
  ],
});

const records = defineEvent({
  ...base,
  type: 'parity.records',
  description: 'Records and tuples.',
  data: z.strictObject({
    counts: z.record(z.string(), z.int()),
    labels: z
      .record(
        z
          .string()
          .regex(/^[a-z]+$/)
          .max(3),
        z.string().max(5).nullable(),
      )
      .optional(),
    nested: z.record(z.string(), z.record(z.string().min(1), z.array(z.int()).min(1))).nullable(),
    ratings: z.array(z.record(z.string(), z.boolean())).max(2).optional(),
    point: z.tuple([z.number(), z.number().nullable()]),
    path: z.tuple([z.literal('m'), z.int()], z.strictObject({ x: z.int() })).optional(),
    maybe: z.tuple([z.int(), z.boolean()]).nullable(),
    maybe_more: z.tuple([z.string().nullable()], z.int()).nullable().optional(),
    rows: z.array(z.tuple([z.string().max(3), z.array(z.int()).max(2)])).nullable(),
    numbers: z.tuple([z.string()], z.array(z.int())).optional(),
    nothing: z.tuple([]).optional(),
  }),
  examples: [
    {
      counts: { a: 1, 'b c': 2 },
      labels: { ab: 'x', c: null },
      nested: { a: { b: [1], c: [2, 3] } },
      ratings: [{ a: true }, {}],
      point: [1, null],
      path: ['m', 1, { x: 1 }, { x: 2 }],
      maybe: [1, true],
      maybe_more: [null, 1, 2],
      rows: [
        ['a', [1]],
        ['b', []],
      ],
      numbers: ['a', [1], []],
      nothing: [],
    },
    { counts: {}, nested: null, point: [0.5, 2], maybe: null, maybe_more: null, rows: null },
  ],
});

const card = z.strictObject({
  kind: z.literal(['card', 'gift\u2028card']),
  last4: z.string().length(4),
});
const transfer = z.strictObject({ kind: z.enum(['sepa', 'wire']), iban: z.string().max(34) });

const unions = defineEvent({
  ...base,
  type: 'parity.unions',
  description: 'Alternatives of all sorts.',
  data: z.strictObject({
    id: z.union([z.int(), z.string().min(2)]),
    amount: z.union([z.number(), z.strictObject({ cents: z.int() }), z.null()]).optional(),
    lists: z.union([z.array(z.int()), z.array(z.string()).max(2)]).nullable(),
    either: z.xor([
      z.strictObject({ a: z.int().optional() }),
      z.strictObject({ b: z.int().optional() }),
    ]),
    exactly: z.xor([z.number().min(0), z.number().max(10), z.literal('none')]).optional(),
    payment: z.discriminatedUnion('kind', [card, transfer]),
    answers: z.array(
      z.discriminatedUnion('code', [
        z.strictObject({ code: z.literal([1, 2]), text: z.string() }),
        z.strictObject({ code: z.literal(true), list: z.array(z.int()).max(2) }),
        z.strictObject({ code: z.null(), amount: z.number().min(0) }),
      ]),
    ),
    old: z.discriminatedUnion('kind', [card, transfer]).nullable().optional(),
    none: z.null().optional(),
  }),
  examples: [
    {
      id: 1,
      amount: { cents: 5 },
      lists: ['a', 'b'],
      either: { a: 1 },
      exactly: -1,
      payment: { kind: 'card', last4: '1234' },
      answers: [
        { code: 1, text: 'a' },
        { code: true, list: [1] },
        { code: null, amount: 1.5 },
      ],
      old: { kind: 'wire', iban: 'DE02' },
      none: null,
    },
    {
      id: 'ab',
      amount: null,
      lists: null,
      either: { b: 2 },
      exactly: 'none',
      payment: { kind: 'gift\u2028card', last4: '1234' },
      answers: [{ code: 2, text: '' }],
      old: null,
    },
  ],
});

const tree = z.strictObject({
  name: z.string().min(1).max(5),
  get children() {
    return z.array(tree).max(3).optional();
  },
});
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string().max(5),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(json),
    z.record(z.string(), json),
  ]),
);
const link: z.ZodType = z.lazy(() => z.strictObject({ at: z.int(), next: link }).nullable());
const formula: z.ZodType = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('value'), value: z.number() }),
  z.strictObject({
    op: z.literal('sum'),
    get parts() {
      return z.tuple([formula], formula);
    },
  }),
]);

const recursion = defineEvent({
  ...base,
  type: 'parity.recursion',
  description: 'Shapes that contain themselves.',
  data: z.strictObject({
    tree,
    other_tree: tree.nullable().optional(),
    json: json.optional(),
    link,
    formula: formula.optional(),
  }),
  examples: [
    {
      tree: { name: 'a', children: [{ name: 'b', children: [] }, { name: 'c' }] },
      other_tree: { name: 'x', children: [{ name: 'y' }] },
      json: { a: [1, { b: null }, 'x', [true]] },
      link: { at: 1, next: { at: 2, next: null } },
      formula: {
        op: 'sum',
        parts: [
          { op: 'value', value: 1 },
          { op: 'sum', parts: [{ op: 'value', value: 2.5 }] },
        ],
      },
    },
    { tree: { name: 'a' }, other_tree: null, json: [[['a']]], link: null },
  ],
});

/** Containers, alternatives, recursion and formats; the scalars stand in every-shape.ts. */
export const everyKind = [formats, texts, records, unions, recursion];

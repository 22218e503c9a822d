import { defineEvent, type EventContract, eventMetadata, registry } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { everyShape } from '../parity/every-shape.ts';
import { collectContracts } from './collect-contracts.ts';
import { ContractProblemsError } from './contract-problems-error.ts';

test('a contract becomes plain JSON with sorted keys and the text of its patterns', () => {
  const [event] = collectContracts(
    [
      defineEvent({
        type: 'user.invited',
        version: 1,
        aggregateType: 'user',
        description: 'A user was invited.',
        data: z.strictObject({
          tier: z.enum(['free', 'big']).optional(),
          name: z
            .string()
            .min(3)
            .regex(/^[a-z]+$/)
            .nullable()
            .describe('As shown.'),
          ages: z.array(z.int().max(9)).length(2),
        }),
        http: {
          function: 'invite',
          aggregateId: 'new',
          permission: 'user.invite',
          defaults: { tier: 'big', name: null },
        },
        examples: [{ tier: undefined, name: 'abc', ages: [1, 2] }],
      }),
    ],
    eventMetadata,
  ).events;
  expect(event).toEqual({
    type: 'user.invited',
    version: 1,
    aggregateType: 'user',
    description: 'A user was invited.',
    stability: 'stable',
    data: {
      kind: 'object',
      unknownKeys: false,
      fields: {
        ages: {
          kind: 'array',
          minItems: 2,
          maxItems: 2,
          items: { kind: 'number', checks: [{ rule: 'int' }, { rule: 'max', bound: 9 }] },
        },
        name: {
          kind: 'string',
          nullable: true,
          description: 'As shown.',
          checks: [
            { rule: 'min_length', bound: 3 },
            { rule: 'pattern', source: '^[a-z]+$', flags: '' },
          ],
        },
        tier: { kind: 'one_of', optional: true, values: ['free', 'big'] },
      },
    },
    http: {
      function: 'invite',
      aggregateId: 'new',
      permission: 'user.invite',
      defaults: { name: null, tier: 'big' },
    },
    examples: [{ ages: [1, 2], name: 'abc' }],
  });
  expect(Object.keys(event?.data.fields ?? {})).toEqual(['ages', 'name', 'tier']);
  expect(Object.keys(event?.http?.defaults ?? {})).toEqual(['name', 'tier']);
});

test('owner, stability, signal and what is said of fields are carried', () => {
  const starts = { workflow: 'aWorkflow', workflowId: 'a-{aggregate_id}', taskQueue: 'a' };
  const signals = { workflow: 'aWorkflow', workflowId: 'a-{aggregate_id}', signal: 'goOn' };
  const name = text.meta({ pii: true, description: 'Inside.' });
  const { events } = collectContracts(
    [
      contract('a.began', { starts }),
      contract('a.went_on', {
        signals,
        owner: 'team-a',
        stability: 'experimental',
        deprecated: 'Use a.began.',
        data: z.strictObject({
          old: z.int().optional().meta({ deprecated: true }),
          name: name.nullable().describe('Outside.').optional(),
          plain: text.meta({ pii: false, title: 'Not ours.' }),
        }),
      }),
    ],
    eventMetadata,
  );
  expect(events[1]).toMatchObject({
    owner: 'team-a',
    stability: 'experimental',
    deprecated: 'Use a.began.',
    signals,
    data: {
      fields: {
        name: { pii: true, description: 'Outside.', nullable: true, optional: true },
        old: { deprecated: true, optional: true },
        plain: { kind: 'string', checks: [] },
      },
    },
  });
});

test('a signal goes to a workflow that an event starts under the same id', () => {
  const starts = { workflow: 'aWorkflow', workflowId: 'a-{aggregate_id}', taskQueue: 'a' };
  const signals = { workflow: 'aWorkflow', workflowId: 'a-{event_id}', signal: 'goOn' };
  expect(problemsOf([contract('a.began', { starts }), contract('a.went_on', { signals })])).toEqual(
    [
      'a.went_on v1 at signals.workflowId: "aWorkflow" is started with the id "a-{aggregate_id}", not "a-{event_id}". Use the same template.',
    ],
  );
  expect(problemsOf([contract('a.went_on', { signals })])).toEqual([
    'a.went_on v1 at signals.workflow: no contract starts "aWorkflow". Declare the event that does, or correct the name.',
  ]);
});

test('the contracts of this workspace, and every supported construct, are carried', () => {
  expect(() => collectContracts(registry, eventMetadata)).not.toThrow();
  expect(() => collectContracts(everyShape, eventMetadata)).not.toThrow();
});

const text = z.string();
const recursive: z.ZodObject = z.strictObject({
  get inner() {
    return recursive.nullable();
  },
});

test.each<[string, z.ZodType, string]>([
  ['trim', text.trim(), 'the check overwrite is refused. It changes the value'],
  [
    'refine',
    text.refine(() => true),
    'the check custom is refused. SQL cannot run the code of .refine()',
  ],
  ['refine of an object', z.strictObject({}).refine(() => true), 'the check custom is refused'],
  ['refine of an enum', z.enum(['a']).refine(() => true), 'the check custom is refused'],
  ['startsWith', text.startsWith('a'), 'the format starts_with is refused'],
  ['url', z.url(), 'the format url is refused: zod checks more than a pattern'],
  [
    'a pattern with a flag',
    text.regex(/a/i),
    'in /a/i, the flag i has no exact counterpart in Postgres',
  ],
  ['coercion', z.coerce.number(), 'z.coerce changes values. Use the type without z.coerce.'],
  ['coercion of a boolean', z.coerce.boolean(), 'z.coerce changes values'],
  ['int32', z.int32(), 'z.int32() is refused. Use z.int()'],
  ['multipleOf', z.number().multipleOf(2), 'the check multiple_of is refused. Store whole units'],
  ['an infinite bound', z.number().max(Infinity), 'its bound is no finite number. Leave it out.'],
  ['transform', text.transform(Number), 'pipe is refused'],
  ['default', text.default('a'), 'default is refused'],
  ['catch', text.catch('a'), 'catch is refused'],
  ['union', z.union([text, z.null()]), 'union is refused'],
  [
    'record',
    z.record(text, text),
    'record is refused. This compiler does not carry it to SQL. Use z.array(',
  ],
  ['any', z.any(), 'any is refused. z.any() says nothing. Describe the value.'],
  ['date', z.date(), 'date is refused. JSON cannot hold it. Use z.iso.datetime().'],
  ['bigint', z.bigint(), 'bigint is refused'],
  ['lazy', z.lazy(() => text), 'lazy is refused'],
  ['readonly', text.readonly(), 'readonly is refused'],
  ['a recursive object', recursive, 'it contains itself.'],
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
  [
    'optional inside of nullable',
    text.optional().nullable(),
    'only a whole field can be missing. Put .optional() last',
  ],
])('%s is refused with what to write instead', (_, schema, problem) => {
  const problems = problemsOf([contract('a.b', { data: z.strictObject({ field: schema }) })]);
  expect(problems.join('\n')).toMatch(/^a\.b v1 at event_data\.field/);
  expect(problems.join('\n')).toContain(problem);
});

test('all problems of all contracts are told at once, each with event and path', () => {
  const problems = problemsOf([
    contract('a.b', { data: z.strictObject({ list: z.array(z.strictObject({ at: z.date() })) }) }),
    contract('a.c', { data: z.strictObject({ any: z.any(), url: z.url() }) }),
  ]);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'a.b v1 at event_data.list[].at',
    'a.c v1 at event_data.any',
    'a.c v1 at event_data.url',
  ]);
});

test('the registry is sorted, without gaps, and names what exists', () => {
  const starts = { workflow: 'aWorkflow', workflowId: '{event_id}', taskQueue: 'a' };
  const http = { function: 'do-it', aggregateId: 'new', permission: 'p' } as const;
  expect(
    problemsOf([
      contract('b.c', { version: 2, http }),
      contract('a.d', { starts: { ...starts, completedBy: 'no.one', failedBy: 'b.c' } }),
      contract('a.d', { http }),
    ]),
  ).toEqual([
    'registry: b.c v2 stands before a.d v1. Sort by type, then by version.',
    'registry: a.d v1 stands in it twice. Remove one.',
    'b.c: version 1 is missing. Versions count from 1 without gaps, because rows of old versions stay checkable.',
    'a.d v1 at starts.completedBy: "no.one" is no declared event. Declare it, or correct the name.',
    'a.d v1 at http.function: "do-it" is taken by b.c v2. Give each event its own function.',
  ]);
  expect(problemsOf([contract(`a.${'b'.repeat(60)}`, {})])).toEqual([
    `a.${'b'.repeat(60)} v1: the SQL name a__${'b'.repeat(60)}_v1 has 66 bytes, PostgreSQL keeps 63. Shorten the type.`,
  ]);
});

test('two versions of an event may share an http function', () => {
  const http = { function: 'do-it', aggregateId: 'new', permission: 'p' } as const;
  expect(problemsOf([contract('a.b', { http }), contract('a.b', { version: 2, http })])).toEqual(
    [],
  );
});

/** Not by defineEvent: what it refuses already would not get as far as the compiler. */
function contract(type: string, parts: Partial<EventContract>): EventContract {
  return {
    type,
    version: 1,
    aggregateType: 'a',
    description: 'Something has happened.',
    data: z.strictObject({}),
    examples: [],
    ...parts,
  };
}

function problemsOf(contracts: readonly EventContract[]): readonly string[] {
  try {
    collectContracts(contracts, eventMetadata);
    return [];
  } catch (error) {
    if (error instanceof ContractProblemsError) return error.problems;
    throw error;
  }
}

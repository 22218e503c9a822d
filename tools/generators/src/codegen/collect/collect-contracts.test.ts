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
test('what contains itself is defined once, and referred to', () => {
  const tree = z.strictObject({
    name: text,
    get children() {
      return z.array(tree).max(3).nullable().optional().describe('Below.');
    },
  });
  const list: z.ZodType = z.lazy(() => z.strictObject({ next: list }).nullable());
  const { events } = collectContracts(
    [contract('a.b', { data: z.strictObject({ tree, twig: tree.nullable(), list }) })],
    eventMetadata,
  );
  expect(events[0]?.data.fields).toEqual({
    list: { kind: 'ref', name: 'list' },
    tree: { kind: 'ref', name: 'tree' },
    twig: { kind: 'ref', name: 'tree', nullable: true },
  });
  const strict = { kind: 'object', unknownKeys: false };
  expect(events[0]?.definitions).toEqual({
    list: { ...strict, nullable: true, fields: { next: { kind: 'ref', name: 'list' } } },
    tree: {
      ...strict,
      fields: {
        children: {
          kind: 'array',
          maxItems: 3,
          nullable: true,
          optional: true,
          description: 'Below.',
          items: { kind: 'ref', name: 'tree' },
        },
        name: { kind: 'string', checks: [] },
      },
    },
  });
});

test('data that contains itself is a definition as well', () => {
  const data: z.ZodObject = z.strictObject({
    get inner() {
      return data.optional();
    },
  });
  const [event] = collectContracts([contract('a.b', { data })], eventMetadata).events;
  expect(event?.data.fields).toEqual({
    inner: { kind: 'ref', name: 'event_data', optional: true },
  });
  expect(event?.definitions).toEqual({ event_data: event?.data });
});

test('containers and alternatives are carried with all that zod checks of them', () => {
  const a = z.strictObject({ kind: z.literal(['a', 1]) });
  const [event] = collectContracts(
    [
      contract('a.b', {
        data: z.strictObject({
          record: z.record(z.string().max(3), z.boolean()),
          tuple: z.tuple([text, z.null()], z.int()),
          one: z.union([text]),
          some: z.union([text, z.null()]),
          xor: z.xor([text, z.boolean()]).nullable(),
          tagged: z.discriminatedUnion('kind', [a, z.strictObject({ kind: z.null() })]),
          steps: z.number().multipleOf(0.5),
          part: text.startsWith('a.b/').endsWith('$').includes('(').lowercase(),
        }),
      }),
    ],
    eventMetadata,
  ).events;
  const string = { kind: 'string', checks: [] };
  const strict = { kind: 'object', unknownKeys: false };
  expect(event?.data.fields).toEqual({
    record: {
      kind: 'record',
      keys: { kind: 'string', checks: [{ rule: 'max_length', bound: 3 }] },
      values: { kind: 'boolean' },
    },
    tuple: {
      kind: 'tuple',
      items: [string, oneOf(null)],
      rest: { kind: 'number', checks: [{ rule: 'int' }] },
    },
    one: string,
    some: { kind: 'union', options: [string, oneOf(null)] },
    xor: { kind: 'xor', nullable: true, options: [string, { kind: 'boolean' }] },
    tagged: {
      kind: 'discriminated_union',
      discriminator: 'kind',
      options: [
        { values: ['a', 1], shape: { ...strict, fields: { kind: oneOf('a', 1) } } },
        { values: [null], shape: { ...strict, fields: { kind: oneOf(null) } } },
      ],
    },
    steps: { kind: 'number', checks: [{ rule: 'multiple_of', bound: 0.5 }] },
    part: {
      kind: 'string',
      checks: [
        format('starts_with', String.raw`^a\.b\/`),
        format('ends_with', String.raw`\$$`),
        format('includes', String.raw`\(`),
        format('lowercase', '^[^A-Z]*$'),
      ],
    },
  });
});

test('a constant that is named twice is one, as are 0 and -0', () => {
  const tagged = z.discriminatedUnion('tag', [
    z.strictObject({ tag: z.literal([-0, 0]) }),
    z.strictObject({ tag: z.literal('a') }),
  ]);
  const data = z.strictObject({
    enumerated: z.enum({ A: 'a', AGAIN: 'a', B: 'b' }),
    literal: z.literal(['a', 'a', 1, 1]),
    tagged,
    zero: z.literal([0, -0]),
    minus_zero: z.literal(-0),
  });
  const [event] = collectContracts([contract('a.b', { data })], eventMetadata).events;
  expect(event?.data.fields).toMatchObject({
    enumerated: oneOf('a', 'b'),
    literal: oneOf('a', 1),
    minus_zero: oneOf(0),
    tagged: { options: [{ values: [0] }, { values: ['a'] }] },
    zero: oneOf(0),
  });
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

test('what the edge and the SDK need for themselves is no name of a function', () => {
  const http = { function: 'delete', aggregateId: 'path.options', permission: 'p' } as const;
  expect(problemsOf([contract('a.b', { http })])).toEqual([
    'a.b v1 at http.function: "delete" cannot be used, because JavaScript takes no function that is called delete. Write for example "delete-user".',
    'a.b v1 at http.aggregateId: "path.options" cannot be used, because the SDK\'s function means something else by options. Write for example "path.options_id".',
  ]);
});

test('names that generated code would write alike are refused', () => {
  const http = { aggregateId: 'new', permission: 'p' } as const;
  expect(
    problemsOf([
      contract('user.invitation_sent', { http: { ...http, function: 'send-2' } }),
      contract('user.invitation_sent', { version: 2 }),
      contract('user_invitation.sent', { http: { ...http, function: 'send2' } }),
    ]),
  ).toEqual([
    'user_invitation.sent v1 at http.function: "send2" is send2() in the SDK, as is that of user.invitation_sent v1. Choose other words.',
    'user_invitation.sent: generated code calls it UserInvitationSent, as it does user.invitation_sent. Choose other words for one of them.',
  ]);
});

test('names of recursive parts, checks and patterns that generated modules would have twice are refused', () => {
  const http = { aggregateId: 'new', permission: 'p' } as const;
  expect(
    problemsOf([
      contract('event.data', { data: nested('by_type') }),
      contract('event.metadata', {}),
      contract('user.x', { data: nested('y_1', 'y1', 'v_2'), version: 1 }),
      contract('user.x_v1', {}),
      contract('user.x_v1', { version: 2, http: { ...http, function: 'check-user-x-v1-v2' } }),
      contract('user.y', {
        data: z.strictObject({ mail: z.email() }),
        http: { ...http, function: 'email-pattern-2' },
      }),
      contract('user.z', { http: { ...http, function: 'pattern' } }),
    ]),
  ).toEqual([
    'event.data v1 at its recursive part "by_type": generated code calls it EventDataByType, as it does the data of all events. Choose other words for the event or the field.',
    'user.x v1 at its recursive part "y_1": generated code calls it UserXY1, as it does user.x v1 at its recursive part "y1". Choose other words for the event or the field.',
    'event.metadata v1: generated code calls it checkEventMetadataV1, as it does the metadata. Choose other words for the event or the field.',
    'user.x_v1 v2: generated code calls it checkUserXV1V2, as it does user.x v1 at its recursive part "v_2". Choose other words for the event or the field.',
    'user.x v1 at its recursive part "y_1": generated code calls it checkUserXV1Y1, as it does user.x v1 at its recursive part "y1". Choose other words for the event or the field.',
    'user.x_v1 v2 at http.function: "check-user-x-v1-v2" is checkUserXV1V2() in the SDK, which calls user.x_v1 v2 so. Write for example "check-user-x-v1-v2-user".',
    'user.y v1 at http.function: "email-pattern-2" is emailPattern2() in the SDK, which calls a pattern so. Write for example "email-pattern-2-user".',
    'user.z v1 at http.function: "pattern" is pattern() in the SDK, which calls a pattern so. Write for example "pattern-user".',
  ]);
});

test('two versions of an event may share an http function', () => {
  const http = { function: 'do-it', aggregateId: 'new', permission: 'p' } as const;
  expect(problemsOf([contract('a.b', { http }), contract('a.b', { version: 2, http })])).toEqual(
    [],
  );
});

/** Each field holds the same again. */
function nested(...names: readonly string[]): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      names.map((name) => {
        const schema: z.ZodType = z.lazy(() => z.array(schema));
        return [name, schema];
      }),
    ),
  );
}

function format(name: string, source: string): unknown {
  return { rule: 'format', format: name, source, flags: 'u' };
}

function oneOf(...values: readonly unknown[]): unknown {
  return { kind: 'one_of', values };
}

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

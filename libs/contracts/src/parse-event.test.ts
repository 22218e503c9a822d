import { describe, expect, test } from 'vitest';

import { InvalidEventError } from './contract-errors.ts';
import { contractOf, isEventType, parseEvent } from './parse-event.ts';
import type { EventIssue } from './validator-runtime/event-issue.ts';

const type = 'organization.bootstrap_initiated';
const data = {
  name: 'Acme Corp',
  slug: 'acme-corp',
  owner_email: 'owner@acme.example',
  tier: 'free',
  subdomain_enabled: false,
};
const metadata = { timestamp: '2026-01-02T03:04:05.678Z' };

describe('a contract is found', () => {
  test('by its type, and by its type and version', () => {
    expect(contractOf(type)).toMatchObject({ type, version: 1, aggregateType: 'organization' });
    expect(contractOf(type, 1)).toBe(contractOf(type));
    expect(isEventType(type)).toBe(true);
  });

  test.each(['organization.renamed', '', '__proto__', 'constructor', 'toString'])(
    'not for the unknown type "%s"',
    (unknown) => {
      expect(isEventType(unknown)).toBe(false);
      expect(() => contractOf(unknown)).toThrow(
        expect.objectContaining({
          code: 'unknown_event_type',
          eventType: unknown,
          eventVersion: undefined,
          message:
            `No contract declares event type "${unknown}". ` +
            'Add it to the registry of @a4c/contracts, or use a type that stands there.',
        }),
      );
    },
  );

  test.each([0, 2, -1, 1.5])('not in version %d', (version) => {
    expect(() => contractOf(type, version)).toThrow(
      expect.objectContaining({
        code: 'unknown_event_type',
        eventVersion: version,
        message: expect.stringContaining(`"${type}" in version ${version}. Add it`),
      }),
    );
  });
});

describe('data', () => {
  test('that keeps its contract is returned as it came, with its metadata', () => {
    expect(parseEvent(type, data, metadata)).toEqual({ data, metadata });
  });

  test.each<[given: string, event: unknown, issues: readonly EventIssue[]]>([
    ['nothing', undefined, [{ path: 'event_data', rule: 'required' }]],
    ['null', null, [{ path: 'event_data', rule: 'type object' }]],
    ['an array', [], [{ path: 'event_data', rule: 'type object' }]],
    ['a text', 'Acme', [{ path: 'event_data', rule: 'type object' }]],
    [
      'a missing key',
      { ...data, name: undefined },
      [{ path: 'event_data.name', rule: 'required' }],
    ],
    ['null in a key', { ...data, name: null }, [{ path: 'event_data.name', rule: 'type string' }]],
    ['a wrong type', { ...data, name: 5 }, [{ path: 'event_data.name', rule: 'type string' }]],
    ['a short text', { ...data, name: 'ab' }, [{ path: 'event_data.name', rule: 'min_length 3' }]],
    [
      'a long text',
      { ...data, name: 'a'.repeat(101) },
      [{ path: 'event_data.name', rule: 'max_length 100' }],
    ],
    ['a wrong pattern', { ...data, slug: 'Acme' }, [{ path: 'event_data.slug', rule: 'pattern' }]],
    [
      'a pattern with a line break at its end',
      { ...data, slug: 'acme\n' },
      [{ path: 'event_data.slug', rule: 'pattern' }],
    ],
    [
      'no e-mail address',
      { ...data, owner_email: 'owner' },
      [{ path: 'event_data.owner_email', rule: 'format email' }],
    ],
    ['no choice', { ...data, tier: 'gold' }, [{ path: 'event_data.tier', rule: 'one_of' }]],
    [
      'a text for a boolean',
      { ...data, subdomain_enabled: 'false' },
      [{ path: 'event_data.subdomain_enabled', rule: 'type boolean' }],
    ],
    ['an unknown key', { ...data, extra: 1 }, [{ path: 'event_data', rule: 'unknown_key' }]],
    [
      'a key named __proto__',
      JSON.parse(`{"__proto__": {}, ${JSON.stringify(data).slice(1)}`),
      [
        { path: 'event_data', rule: 'unknown_key' },
        { path: 'event_data', rule: 'reserved_key' },
      ],
    ],
    [
      'inherited keys, which JSON leaves out',
      Object.create(data),
      [{ path: 'event_data', rule: 'json_value' }],
    ],
  ])('with %s is refused by path and rule', (_given, event, issues) => {
    expect(issuesOf(event, metadata)).toEqual(issues);
  });

  test('and metadata are told of together, all issues at once, without a value', () => {
    const secret = 'S3CRET';
    const broken = { ...data, name: 1, tier: secret, [secret]: secret };
    const thrown = thrownBy(broken, { tags: [secret], user_id: secret, source: secret });
    expect(thrown).toMatchObject({
      code: 'invalid_event',
      eventType: type,
      issues: [
        { path: 'event_data.name', rule: 'type string' },
        { path: 'event_data.tier', rule: 'one_of' },
        { path: 'event_data', rule: 'unknown_key' },
        { path: 'event_metadata.timestamp', rule: 'required' },
        { path: 'event_metadata.tags[0]', rule: 'pattern' },
        { path: 'event_metadata.source', rule: 'pattern' },
        { path: 'event_metadata.user_id', rule: 'format uuid' },
      ],
      message: expect.stringMatching(
        /^Event "organization.bootstrap_initiated" breaks its contract at event_data.name: type string; .* Correct these fields and emit it again\.$/,
      ),
    });
    expect(JSON.stringify(thrown)).not.toContain(secret);
    expect(String(thrown)).not.toContain(secret);
  });

  test('with thousands of issues has them all in the error, and twenty in its message', () => {
    const broken = { ...metadata, many: Array<number>(3000).fill(Number.NaN) };
    const thrown = thrownBy(data, broken);
    expect(thrown).toMatchObject({ issues: { length: 3000 } });
    expect(String(thrown)).toMatch(/many\[19\]: finite_number; and 2980 more\. Correct/);
  });
});

describe('what jsonb cannot store is refused', () => {
  test.each<[value: string, custom: unknown, issue: EventIssue]>([
    ['NUL', '\u0000', { path: 'event_metadata.custom', rule: 'storable_text' }],
    ['a lone high surrogate', 'a\ud83d', { path: 'event_metadata.custom', rule: 'storable_text' }],
    ['a lone low surrogate', '\ude00a', { path: 'event_metadata.custom', rule: 'storable_text' }],
    [
      'a NUL deep inside',
      { list: [1, { text: 'a\u0000b' }] },
      { path: 'event_metadata.custom.list[1].text', rule: 'storable_text' },
    ],
    ['a NUL in a key', { 'a\u0000': 1 }, { path: 'event_metadata.custom', rule: 'storable_key' }],
    [
      'a surrogate in a key',
      { '\ud800': 1 },
      { path: 'event_metadata.custom', rule: 'storable_key' },
    ],
    ['Infinity', Infinity, { path: 'event_metadata.custom', rule: 'finite_number' }],
    ['-Infinity', [-Infinity], { path: 'event_metadata.custom[0]', rule: 'finite_number' }],
    ['NaN', { a: Number.NaN }, { path: 'event_metadata.custom.a', rule: 'finite_number' }],
    ['a bigint', 1n, { path: 'event_metadata.custom', rule: 'json_value' }],
    ['a function', () => 1, { path: 'event_metadata.custom', rule: 'json_value' }],
    ['a symbol', Symbol('a'), { path: 'event_metadata.custom', rule: 'json_value' }],
    ['a Map, which JSON empties', new Map(), { path: 'event_metadata.custom', rule: 'json_value' }],
    [
      'an Error, which JSON empties',
      new Error('a'),
      { path: 'event_metadata.custom', rule: 'json_value' },
    ],
  ])('%s', (_value, custom, issue) => {
    expect(issuesOf(data, { ...metadata, custom })).toEqual([issue]);
  });

  test.each<[value: string, custom: unknown]>([
    ['undefined, which JSON leaves out', undefined],
    ['null', null],
    ['an astral character', '😀'],
    ['a date', new Date(0)],
    ['an object without prototype', Object.create(null)],
    ['an object of another realm', Object.create(Object.create(null))],
    ['a key named constructor', { constructor: 1 }],
    ['an object that stands twice', ((shared) => [shared, shared])({ a: 1 })],
    ['negative zero', -0],
  ])('but not %s', (_value, custom) => {
    expect(issuesOf(data, { ...metadata, custom })).toEqual([]);
  });

  test('a custom field named __proto__ is kept as it is', () => {
    const own: unknown = JSON.parse('{"timestamp":"2026-01-02T03:04:05.678Z","__proto__":{"a":1}}');
    const parsed = parseEvent(type, example(), own);
    expect(JSON.stringify(parsed.metadata)).toBe(JSON.stringify(own));
  });

  test('nesting of 100 levels is taken, of 101 and of 100,000 is refused', () => {
    const tooDeep = [{ path: 'event_metadata', rule: 'max_depth 100' }];
    expect(issuesOf(data, nested(100))).toEqual([]);
    expect(issuesOf(data, nested(101))).toEqual(tooDeep);
    expect(issuesOf(data, nested(100_000))).toEqual(tooDeep);
    expect(issuesOf(nested(100_000), metadata)).toContainEqual({
      path: 'event_data',
      rule: 'max_depth 100',
    });
  });

  test('an object that holds itself, once or many times over', () => {
    const round: Record<string, unknown> = { ...metadata };
    round['self'] = round;
    round['list'] = [{ round }];
    expect(issuesOf(data, round)).toEqual([
      { path: 'event_metadata.self', rule: 'json_value' },
      { path: 'event_metadata.list[0].round', rule: 'json_value' },
    ]);
  });
});

/** The metadata is the first level. */
function nested(levels: number): unknown {
  let inner: unknown = 1;
  for (let level = 1; level < levels; level += 1) inner = level % 2 === 0 ? { a: inner } : [inner];
  return { ...metadata, inner };
}

function example() {
  return { ...data, tier: 'free' as const };
}

function issuesOf(event: unknown, context: unknown): readonly EventIssue[] {
  return thrownBy(event, context)?.issues ?? [];
}

function thrownBy(event: unknown, context: unknown): InvalidEventError | undefined {
  try {
    parseEvent(type, event, context);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidEventError) return error;
    throw error;
  }
}

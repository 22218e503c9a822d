import { describe, expect, test } from 'vitest';

import { eventMetadata, reservedMetadataKeys } from './event-metadata.ts';
import { issuesOf } from './parse-event.ts';
import type { EventIssue } from './validator-runtime/event-issue.ts';

const valid = { timestamp: '2026-01-02T03:04:05.678Z' };
const uuid = '019b76da-a800-7000-8000-000000000001';
const astral = '😀';

describe.each([
  ['correlation_id', 255],
  ['workflow_id', 255],
  ['parent_workflow_id', 255],
  ['processing_error', 1000],
  ['source', 50],
  ['workflow_type', 100],
  ['parent_workflow_type', 100],
  ['activity_id', 100],
])('%s', (field, limit) => {
  test(`has at most ${limit} characters`, () => {
    expect(issues({ [field]: 'a'.repeat(limit) })).toEqual([]);
    expect(issues({ [field]: 'a'.repeat(limit + 1) })).toEqual([
      { path: `event_metadata.${field}`, rule: `max_length ${limit}` },
    ]);
  });
  test('is a text', () => {
    const wrongType = [{ path: `event_metadata.${field}`, rule: 'type string' }];
    expect(issues({ [field]: 1 })).toEqual(wrongType);
    expect(issues({ [field]: null })).toEqual(wrongType);
  });
});

test.each([
  ['correlation_id', 255],
  ['workflow_id', 255],
  ['processing_error', 1000],
  ['source', 50],
])('%s is measured in code points, as PostgreSQL does', (field, limit) => {
  expect(issues({ [field]: astral.repeat(limit) })).toEqual([]);
  expect(issues({ [field]: astral.repeat(limit + 1) })).toEqual([
    { path: `event_metadata.${field}`, rule: `max_length ${limit}` },
  ]);
});

describe.each(['workflow_type', 'parent_workflow_type', 'activity_id'])('%s', (field) => {
  test.each(['sendEmailActivity', 'a', 'a1'])('may be %s', (name) => {
    expect(issues({ [field]: name })).toEqual([]);
  });
  test.each(['SendEmail', 'send_email', 'send-email', 'send email', '', '1a', 'aé', 'a\n'])(
    'may not be "%s": it is camelCase',
    (name) => {
      expect(issues({ [field]: name })).toEqual([
        { path: `event_metadata.${field}`, rule: 'pattern' },
      ]);
    },
  );
});

describe.each(['user_id', 'workflow_run_id', 'parent_workflow_run_id'])('%s', (field) => {
  test.each([uuid, uuid.toUpperCase(), '123e4567-e89b-12d3-a456-426614174000'])(
    'may be %s',
    (id) => {
      expect(issues({ [field]: id })).toEqual([]);
    },
  );
  test.each(['', 'user-1', uuid.replaceAll('-', ''), `{${uuid}}`, `${uuid}0`, ` ${uuid}`])(
    'may not be "%s"',
    (id) => {
      expect(issues({ [field]: id })).toEqual([
        { path: `event_metadata.${field}`, rule: 'format uuid' },
      ]);
    },
  );
});

describe('timestamp', () => {
  test.each(['2026-01-02T03:04:05.678Z', '2024-02-29T23:59:59.999Z', '0000-01-01T00:00:00.000Z'])(
    'may be %s',
    (timestamp) => expect(issues({ timestamp })).toEqual([]),
  );
  test.each([
    '2026-01-02T03:04:05Z',
    '2026-01-02T03:04:05.6789Z',
    '2026-01-02T03:04:05.678+00:00',
    '2026-01-02T03:04:05.678',
    '2026-01-02 03:04:05.678Z',
    '2025-02-29T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-01-02T24:00:00.000Z',
    '2026-01-02T03:04:60.000Z',
    '2026-01-02T03:04:05.678z',
    '2026-01-02T03:04:05.678Z\n',
  ])('may not be "%s"', (timestamp) => {
    expect(issues({ timestamp })).toEqual([
      { path: 'event_metadata.timestamp', rule: 'format datetime' },
    ]);
  });
  test('is required', () => {
    expect(issues({ timestamp: undefined })).toEqual([
      { path: 'event_metadata.timestamp', rule: 'required' },
    ]);
  });
});

describe('tags', () => {
  test('are at most ten', () => {
    const ten = Array.from({ length: 10 }, (_, index) => `tag-${index}`);
    expect(issues({ tags: [] })).toEqual([]);
    expect(issues({ tags: ten })).toEqual([]);
    expect(issues({ tags: [...ten, 'one-more'] })).toEqual([
      { path: 'event_metadata.tags', rule: 'max_items 10' },
    ]);
  });
  test.each(['Production', 'two words', '', 'tab\t', 'line\n', 'A'])('may not hold "%s"', (tag) => {
    expect(issues({ tags: ['fine', tag] })).toEqual([
      { path: 'event_metadata.tags[1]', rule: 'pattern' },
    ]);
  });
  test.each(['production', 'user-123', 'v1.2', 'größe', astral])('may hold "%s"', (tag) => {
    expect(issues({ tags: [tag] })).toEqual([]);
  });
  test('are texts in a list', () => {
    expect(issues({ tags: 'production' })).toEqual([
      { path: 'event_metadata.tags', rule: 'type array' },
    ]);
    expect(issues({ tags: [1] })).toEqual([
      { path: 'event_metadata.tags[0]', rule: 'type string' },
    ]);
  });
});

test('source is lower case', () => {
  expect(issues({ source: 'my-own source' })).toEqual([]);
  expect(issues({ source: 'API' })).toEqual([{ path: 'event_metadata.source', rule: 'pattern' }]);
});

test.each<[value: unknown, rules: readonly string[]]>([
  [0, []],
  [9_007_199_254_740_991, []],
  [-1, ['min 0']],
  [1.5, ['type int']],
  ['1', ['type number']],
  [9_007_199_254_740_992, ['max 9007199254740991']],
])('retry_count %s breaks %j', (value, rules) => {
  expect(issues({ retry_count: value }).map(({ rule }) => rule)).toEqual(rules);
});

test('custom fields are kept, whatever they hold', () => {
  expect(issues({ user_agent: 'Mozilla', nested: { deep: [null, 1, 'A B'] }, '': 1 })).toEqual([]);
});

test('every reserved key is a field of the contract', () => {
  expect(Object.keys(eventMetadata.shape)).toEqual(
    expect.arrayContaining([...reservedMetadataKeys]),
  );
});

function issues(metadata: Record<string, unknown>): readonly EventIssue[] {
  const given = { ...valid, ...metadata };
  return issuesOf('event_metadata', given, eventMetadata.safeParse(given));
}

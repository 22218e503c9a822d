import { expect, test } from 'vitest';

import { eventMetadata } from './event-metadata.ts';
import { validateEventData, validateEventMetadata } from './event-validators.ts';
import { issuesOf } from './parse-event.ts';
import { registry } from './registry.ts';

test('examples of every contract are valid, and lone problems are named', () => {
  for (const { type, version, examples } of registry) {
    for (const example of examples) expect(validateEventData(type, version, example)).toEqual([]);
  }
  expect(validateEventData('user.created', 1, { email: 'a\u0000b', more: 1 })).toEqual([
    { path: 'event_data', rule: 'unknown_key' },
    { path: 'event_data.email', rule: 'format email' },
    { path: 'event_data.email', rule: 'storable_text' },
  ]);
});

test.each([undefined, {}, { timestamp: '2026-01-02', tags: ['a b', 1], retry_count: 0.5 }])(
  'metadata %j has the issues that zod finds',
  (metadata) => {
    const found = validateEventMetadata(metadata);
    const wanted = issuesOf('event_metadata', metadata, eventMetadata.safeParse(metadata));
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted));
  },
);

test.each([
  ['user.created', 2],
  ['constructor', 1],
])('%s in version %d is unknown', (type, version) => {
  expect(() => validateEventData(type, version, {})).toThrow(
    expect.objectContaining({ code: 'unknown_event_type' }),
  );
});

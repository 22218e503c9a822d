import { Pool } from 'pg';
import { describe, expect, test } from 'vitest';

import { createEventQueries, type EventPage, InvalidQueryError } from './index.ts';
import { cutPage, startOfPage } from './page.ts';

/** Never connects: every query here is refused before. */
const queries = createEventQueries({ pool: new Pool({ host: '192.0.2.1' }) });
const id = '550e8400-e29b-41d4-a716-446655440000';
const cursorOf = (text: string) => Buffer.from(text).toString('base64url');

/** What a caller without types may pass. */
const anything = (value: unknown): never => {
  const wrong: unknown = value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the point of these tests
  return wrong as never;
};

const wrongArguments: [string, string, () => Promise<unknown>][] = [
  ['an event id that is no UUID', 'eventId', () => queries.findEventStatus('event-uuid')],
  ['a missing event id', 'eventId', () => queries.findWorkflowForEvent(anything(undefined))],
  ['an aggregate id with braces', 'aggregateId', () => queries.listEventsForAggregate(`{${id}}`)],
  ['an aggregate id with an end', 'aggregateId', () => queries.traceWorkflowLineage(`${id}\n`)],
  ['a user id that is a number', 'userId', () => queries.listEventsForUser(anything(7))],
  ['a run id that is no UUID', 'workflowRunId', () => queries.listEventsForRun('latest')],
  ['an empty workflow id', 'workflowId', () => queries.getEventsForWorkflow('')],
  ['a workflow id with NUL', 'workflowId', () => queries.getEventsForWorkflow('a\u0000b')],
  ['an empty event type', 'eventType', () => queries.listWorkflowEventsOfType('w', '')],
  ['a null activity', 'activityId', () => queries.listEventsForActivity(anything(null))],
  ['half a character', 'correlationId', () => queries.listEventsWithCorrelationId('\ud800')],
  ['no tags', 'tags', () => queries.listEventsWithTags([])],
  ['a tag in place of tags', 'tags', () => queries.listEventsWithTags(anything('production'))],
  ['eleven tags', 'tags', () => queries.listEventsWithTags('abcdefghijk'.split(''))],
  ['an empty tag', 'tags[1]', () => queries.listEventsWithTags(['a', ''])],
  ['an empty field name', 'key', () => queries.listEventsWithField('', 'x')],
  ['an object as a value', 'value', () => queries.listEventsWithField('x', anything({}))],
  ['a value of NaN', 'value', () => queries.listEventsWithField('x', Number.NaN)],
  ['a limit of 0', 'limit', () => queries.listUnprocessedEvents({ limit: 0 })],
  ['a limit of 1001', 'limit', () => queries.listEventsWithErrors({ limit: 1001 })],
  ['a limit of 1.5', 'limit', () => queries.listFailedWorkflows({ limit: 1.5 })],
  ['a limit as text', 'limit', () => queries.listUnprocessedEvents({ limit: anything('10') })],
  ['a garbage cursor', 'cursor', () => queries.listUnprocessedEvents({ cursor: 'garbage' })],
  ['an empty cursor', 'cursor', () => queries.listUnprocessedEvents({ cursor: '' })],
  [
    'a cursor of another query',
    'cursor',
    async () => queries.listUnprocessedEvents({ cursor: cursorOf('listEventsWithErrors 7') }),
  ],
  [
    'a cursor beyond a bigint',
    'cursor',
    async () =>
      queries.listUnprocessedEvents({ cursor: cursorOf(`listUnprocessedEvents ${2n ** 63n}`) }),
  ],
  [
    'a cursor with more behind it',
    'cursor',
    async () =>
      queries.listUnprocessedEvents({ cursor: `${cursorOf('listUnprocessedEvents 7')}!` }),
  ],
];

describe('is refused before the database is asked:', () => {
  test.each(wrongArguments)('%s', async (_, argument, call) => {
    const error = await call().then(undefined, (reason: unknown) => reason);
    if (!(error instanceof InvalidQueryError)) throw new Error('Not refused.', { cause: error });
    expect([error.code, error.argument, error.name]).toEqual([
      'invalid_query',
      argument,
      'InvalidQueryError',
    ]);
    expect(error.message).toMatch(/^[^\n]+ is [^\n]+\. Pass [^\n]+\.$/);
  });
});

test('the message says what was found and what to do', async () => {
  await expect(queries.listUnprocessedEvents({ limit: 0 })).rejects.toThrow(
    'limit is 0, not a whole number from 1 to 1000. Pass one in that range, or leave it out for 100.',
  );
  await expect(queries.findEventStatus('x'.repeat(100))).rejects.toThrow(
    `eventId is "${'x'.repeat(60)}…", not a UUID. Pass it as 8-4-4-4-12 hexadecimal digits.`,
  );
});

test('a cursor leads back to the place where its page ended', () => {
  const row = { sequence_number: '9223372036854775807' };
  const { next_cursor } = cutPage('listUnprocessedEvents', 1, anything([row, row]));
  expect(startOfPage('listUnprocessedEvents', 'newest_first', { cursor: next_cursor })).toEqual({
    limit: 100,
    after: row.sequence_number,
  });
});

test('null as a cursor is the first page, as a page that was the last gives it', () => {
  const last: Pick<EventPage, 'next_cursor'> = cutPage('listEventsForRun', 5, []);
  expect(startOfPage('listEventsForRun', 'oldest_first', { cursor: last.next_cursor })).toEqual({
    limit: 100,
    after: '0',
  });
});

import { describe, expect, test } from 'vitest';

import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  InvalidConfigurationError,
  readDatabaseUrl,
} from './index.ts';

test('reads what is set, and defaults for what is not', () => {
  const read = createEnvironmentReader({
    NAME: ' relay ',
    COUNT: '7',
    KIND: 'b',
    DATABASE_URL: 'postgres://user:secret@localhost:5432/a4c',
  });
  expect({
    name: read.text('NAME', { example: 'x' }),
    text: read.text('TEXT', { example: 'x', default: 'y' }),
    optional: read.optional('OPTIONAL'),
    count: read.integer('COUNT', { default: 1, min: 0, max: 9 }),
    integer: read.integer('INTEGER', { default: 1, min: 0, max: 9 }),
    kind: read.oneOf('KIND', ['a', 'b'], 'a'),
    word: read.oneOf('WORD', ['a', 'b'], 'a'),
    url: readDatabaseUrl(read),
  }).toEqual({
    name: 'relay',
    text: 'y',
    optional: undefined,
    count: 7,
    integer: 1,
    kind: 'b',
    word: 'a',
    url: 'postgres://user:secret@localhost:5432/a4c',
  });
  expect(() => read.finish()).not.toThrow();
});

test.each(['', ' ', '\t\n'])('a variable that is blank counts as not set: %j', (blank) => {
  const read = createEnvironmentReader({ NAME: blank, COUNT: blank });
  expect(read.optional('NAME')).toBeUndefined();
  expect(read.integer('COUNT', { default: 5, min: 0, max: 9 })).toBe(5);
  expect(problemsOf({ NAME: blank }, (it) => it.text('NAME', { example: 'relay' }))).toEqual([
    'NAME is not set. Set it, for example NAME=relay',
  ]);
});

describe('a whole number', () => {
  const rule = { default: 5, min: 1, max: 10 };
  test.each(['1', '10', ' 7 ', '007'])('may be "%s"', (COUNT) => {
    expect(problemsOf({ COUNT }, (read) => read.integer('COUNT', rule))).toEqual([]);
  });
  test.each([
    '0',
    '11',
    '-1',
    '1.5',
    '1e1',
    '0x5',
    'five',
    '5 0',
    '٥',
    '9'.repeat(400),
    'Infinity',
  ])('may not be "%s"', (COUNT) => {
    expect(problemsOf({ COUNT }, (read) => read.integer('COUNT', rule))).toEqual([
      `COUNT is "${COUNT}". Set a whole number from 1 to 10, for example COUNT=5`,
    ]);
  });
});

describe('a URL', () => {
  test.each(['postgres://localhost/a4c', 'postgresql://u:p@db.example:6432/a4c?sslmode=require'])(
    'may be %s',
    (DATABASE_URL) => expect(problemsOf({ DATABASE_URL }, readDatabaseUrl)).toEqual([]),
  );
  test.each([
    'localhost:5432',
    'mysql://u:S3CRET@localhost/a4c',
    'S3CRET',
    'postgres//S3CRET',
    'javascript:S3CRET',
  ])('may not be %s, which is not shown', (DATABASE_URL) => {
    expect(problemsOf({ DATABASE_URL }, readDatabaseUrl)).toEqual([
      'DATABASE_URL is no URL that starts with postgres:// or postgresql://. ' +
        'Set it, for example DATABASE_URL=postgres://user:secret@localhost:5432/a4c',
    ]);
  });
});

test('a word that is none of the choices is refused, whatever its case', () => {
  const problem = 'Set one of log, smtp, for example KIND=log';
  for (const KIND of ['LOG', 'constructor', 'log smtp']) {
    const problems = problemsOf({ KIND }, (read) => read.oneOf('KIND', ['log', 'smtp'], 'log'));
    expect(problems).toEqual([`KIND is "${KIND}". ${problem}`]);
  }
});

test('all problems are told at once, those that the caller found and the log level among them', () => {
  const environment = { COUNT: 'many', A4C_LOG_LEVEL: 'loud' };
  const problems = problemsOf(environment, (read) => {
    readDatabaseUrl(read);
    read.integer('COUNT', { default: 1, min: 0, max: 9 });
    read.problem('A and B exclude each other. Set one of them.');
  });
  expect(problems).toEqual([
    'DATABASE_URL is not set. Set it, for example DATABASE_URL=postgres://user:secret@localhost:5432/a4c',
    'COUNT is "many". Set a whole number from 0 to 9, for example COUNT=1',
    'A and B exclude each other. Set one of them.',
    'A4C_LOG_LEVEL is "loud". Set one of trace, debug, info, warn, error, fatal, for example A4C_LOG_LEVEL=info',
  ]);
  expect(new InvalidConfigurationError(problems)).toMatchObject({
    code: 'invalid_configuration',
    message: `The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
  });
});

function problemsOf(
  environment: Environment,
  use: (read: EnvironmentReader) => unknown,
): readonly string[] {
  const read = createEnvironmentReader(environment);
  use(read);
  try {
    read.finish();
    return [];
  } catch (error) {
    if (error instanceof InvalidConfigurationError) return error.problems;
    throw error;
  }
}

import { expect, test } from 'vitest';

import { idHeader, requestMetadata } from './request-metadata.ts';

const facts = {
  userId: '123e4567-e89b-42d3-a456-426614174000',
  correlationId: 'trace-1',
  remoteAddress: undefined,
  trustedProxyHops: 0,
  environment: 'test',
};
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('what a request does not say is left out', () => {
  expect(requestMetadata(new Headers(), facts)).toEqual({
    source: 'api',
    tags: ['test'],
    user_id: facts.userId,
    correlation_id: 'trace-1',
  });
});

test('a long user agent is cut to 512 characters', () => {
  const headers = new Headers({ 'User-Agent': 'é'.repeat(600) });
  expect(requestMetadata(headers, facts)).toMatchObject({ user_agent: 'é'.repeat(512) });
});

test('headers carry neither U+0000 nor half of a surrogate pair', () => {
  expect(() => new Headers({ 'User-Agent': 'a\u0000b' })).toThrow(TypeError);
  expect(() => new Headers({ 'User-Agent': '\ud800' })).toThrow(TypeError);
});

test.each([
  [traceparent, true],
  [traceparent.toUpperCase(), false],
  [`${traceparent}-x`, false],
  [traceparent.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)), false],
  [traceparent.replace('00f067aa0ba902b7', '0'.repeat(16)), false],
  [traceparent.replace(/^00/, 'ff'), false],
])('the traceparent %s is carried: %s', (value, isCarried) => {
  const metadata = requestMetadata(new Headers({ traceparent: value }), facts);
  expect('traceparent' in metadata).toBe(isCarried);
});

test('an id of white space is none, one of 256 characters is refused', () => {
  const name = 'X-Correlation-ID';
  expect(idHeader(new Headers({ [name]: '   ' }), name)).toBeUndefined();
  expect(idHeader(new Headers({ [name]: ` ${'c'.repeat(255)} ` }), name)).toHaveLength(255);
  expect(() => idHeader(new Headers({ [name]: 'c'.repeat(256) }), name)).toThrow('at most 255');
});

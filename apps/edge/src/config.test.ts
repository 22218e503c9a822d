import { InvalidConfigurationError } from '@a4c/service';
import { expect, test } from 'vitest';

import { readEdgeConfig } from './config.ts';

const secret = 'thirty-two random bytes, or more';
const complete = {
  DATABASE_URL: 'postgres://edge:secret@localhost/a4c',
  A4C_JWT_ISSUER: 'https://login.example.com',
  A4C_JWT_AUDIENCE: 'a4c-events',
  A4C_JWT_SECRET: secret,
  A4C_INVITATION_SECRET: secret,
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readEdgeConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

test('what has a default needs no variable', () => {
  expect(readEdgeConfig(complete)).toEqual({
    databaseUrl: complete.DATABASE_URL,
    host: '127.0.0.1',
    port: 8080,
    environment: 'development',
    tokens: {
      issuer: 'https://login.example.com',
      audience: 'a4c-events',
      key: { secret: new TextEncoder().encode(secret) },
    },
    invitationSecret: secret,
    corsOrigins: [],
    maxBodyBytes: 262_144,
    trustedProxyHops: 0,
  });
});

test('everything can be set', () => {
  const { A4C_JWT_SECRET: _, ...rest } = complete;
  const config = readEdgeConfig({
    ...rest,
    A4C_JWT_JWKS_URL: 'https://login.example.com/jwks',
    A4C_EDGE_HOST: '0.0.0.0',
    A4C_EDGE_PORT: '0',
    A4C_ENVIRONMENT: 'production',
    A4C_CORS_ORIGINS: 'https://app.example.com, http://localhost:3000',
    A4C_EDGE_MAX_BODY_BYTES: '2048',
    A4C_TRUSTED_PROXY_HOPS: '1',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    environment: 'production',
    tokens: { key: { jwksUrl: new URL('https://login.example.com/jwks') } },
    corsOrigins: ['https://app.example.com', 'http://localhost:3000'],
    maxBodyBytes: 2_048,
    trustedProxyHops: 1,
  });
});

test('all problems are reported at once, each with an example', () => {
  const problems = problemsOf({
    A4C_EDGE_PORT: 'eighty',
    A4C_ENVIRONMENT: 'My Laptop',
    A4C_CORS_ORIGINS: 'https://app.example.com/,*',
    A4C_EDGE_MAX_BODY_BYTES: '1',
    A4C_TRUSTED_PROXY_HOPS: '-1',
  });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'A4C_EDGE_PORT',
    'A4C_ENVIRONMENT',
    'A4C_JWT_ISSUER',
    'A4C_JWT_AUDIENCE',
    'A4C_JWT_SECRET',
    'A4C_INVITATION_SECRET',
    'A4C_CORS_ORIGINS',
    'A4C_CORS_ORIGINS',
    'A4C_EDGE_MAX_BODY_BYTES',
    'A4C_TRUSTED_PROXY_HOPS',
  ]);
  expect(problems.filter((problem) => !problem.includes('for example'))).toEqual([]);
});

test.each(['A4C_JWT_SECRET', 'A4C_INVITATION_SECRET'])(
  'a short %s is refused and not repeated',
  (name) => {
    const problems = problemsOf({ ...complete, [name]: 'hunter2' });
    expect(problems).toEqual([expect.stringContaining(`${name} has 7 bytes`)]);
    expect(problems.join()).not.toContain('hunter2');
  },
);

test('a secret and public keys exclude each other', () => {
  const both = { ...complete, A4C_JWT_JWKS_URL: 'https://login.example.com/jwks' };
  expect(problemsOf(both)).toEqual([expect.stringContaining('both set')]);
});

test.each(['http://login.example.com/jwks', 'jwks', 'file:///etc/keys'])(
  'public keys do not come from %s',
  (url) => {
    const { A4C_JWT_SECRET: _, ...rest } = complete;
    expect(problemsOf({ ...rest, A4C_JWT_JWKS_URL: url })).toEqual([
      expect.stringContaining('https://'),
    ]);
  },
);

import { expect, test } from 'vitest';

import { readWorkerConfig } from './config.ts';

const databaseUrl = 'postgres://worker:a-secret@localhost:5432/a4c';
const secret = 'a-secret of at least thirty-two bytes';
const complete = { DATABASE_URL: databaseUrl, A4C_INVITATION_SECRET: secret };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readWorkerConfig(environment);
    return [];
  } catch (error) {
    return Object(error).problems;
  }
}

test('only the database and a secret must be named', () => {
  expect(readWorkerConfig(complete)).toMatchObject({
    databaseUrl,
    taskQueues: ['bootstrap', 'invitations'],
    healthHost: '127.0.0.1',
    healthPort: 8082,
    environment: 'development',
    dns: { provider: 'log', baseDomain: 'example.com' },
    email: { provider: 'log', from: 'no-reply@example.com' },
    invitations: {
      secret,
      urlTemplate: 'http://localhost:3000/accept-invitation#{invitation_id}/{token}',
    },
  });
});

test('providers, queues and Temporal are read', () => {
  const config = readWorkerConfig({
    ...complete,
    TEMPORAL_ADDRESS: 'temporal.example.com:7233',
    TEMPORAL_NAMESPACE: 'production',
    A4C_TASK_QUEUES: 'bootstrap, cleanup,bootstrap',
    A4C_ENVIRONMENT: 'production',
    A4C_DNS: 'cloudflare',
    A4C_BASE_DOMAIN: 'example.com',
    A4C_CLOUDFLARE_API_TOKEN: 'a-token',
    A4C_CLOUDFLARE_ZONE_ID: 'a-zone',
    A4C_EMAIL: 'smtp',
    A4C_EMAIL_FROM: 'hello@example.com',
    A4C_SMTP_URL: 'smtps://worker:a-secret@mail.example.com',
    A4C_INVITATION_URL: 'https://app.example.com/join?id={invitation_id}&token={token}',
  });
  expect(config).toMatchObject({
    temporal: {
      namespace: 'production',
      connectionOptions: { address: 'temporal.example.com:7233' },
    },
    taskQueues: ['bootstrap', 'cleanup'],
    environment: 'production',
    dns: { provider: 'cloudflare', target: 'example.com', apiToken: 'a-token', zoneId: 'a-zone' },
    email: { provider: 'smtp', url: 'smtps://worker:a-secret@mail.example.com' },
  });
});

test('everything that is missing is named at once, each with an example', () => {
  const problems = problemsOf({ A4C_DNS: 'cloudflare', A4C_EMAIL: 'smtp' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'A4C_BASE_DOMAIN',
    'A4C_CLOUDFLARE_API_TOKEN',
    'A4C_CLOUDFLARE_ZONE_ID',
    'A4C_EMAIL_FROM',
    'A4C_SMTP_URL',
    'A4C_INVITATION_SECRET',
    'A4C_INVITATION_URL',
  ]);
  for (const problem of problems) expect(problem).toMatch(/for example \S+=\S+$/);
});

test.each([
  ['A4C_TASK_QUEUES', 'one,,two'],
  ['A4C_WORKER_HEALTH_PORT', '99999'],
  ['A4C_ENVIRONMENT', 'Live Site'],
  ['A4C_DNS', 'bind'],
  ['A4C_BASE_DOMAIN', 'Example'],
  ['A4C_EMAIL', 'pigeon'],
  ['A4C_EMAIL_FROM', 'Acme <hello@example.com>'],
  ['A4C_INVITATION_URL', 'https://app.example.com/join'],
])('%s=%s is refused by name, with what was found', (name, value) => {
  expect(problemsOf({ ...complete, [name]: value })).toEqual([
    expect.stringMatching(new RegExp(`^${name} is "${value}"\\. Set .*for example ${name}=`)),
  ]);
});

test('no secret is shown', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://worker:a-secret@localhost',
    A4C_EMAIL: 'smtp',
    A4C_SMTP_URL: 'http://worker:a-secret@mail.example.com',
    A4C_INVITATION_SECRET: 'a-secret',
    A4C_INVITATION_URL: 'https://app.example.com/join#{invitation_id}/{token}',
  });
  expect(problems).toHaveLength(4);
  expect(problems.join('\n')).not.toContain('a-secret');
});

test('a Temporal configuration that cannot be read is a problem like the others', () => {
  expect(
    problemsOf({ TEMPORAL_CONFIG_FILE: '/dev/null/temporal.toml', A4C_INVITATION_SECRET: secret }),
  ).toEqual([
    expect.stringContaining('DATABASE_URL'),
    expect.stringContaining('TEMPORAL_CONFIG_FILE'),
  ]);
});

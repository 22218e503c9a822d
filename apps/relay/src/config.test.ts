import { expect, test } from 'vitest';

import { readRelayConfig } from './config.ts';

const wrong = {
  DATABASE_URL: 'mysql://user:hunter2@host/db',
  A4C_RELAY_MAX_BATCH: '0',
  A4C_RELAY_LANES: 'two',
  TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/client.pem',
};

function read() {
  return readRelayConfig(wrong);
}

test('all problems are told at once, with examples and without passwords', () => {
  expect(read).toThrow(/DATABASE_URL is no URL that starts with postgres:\/\/ or postgresql:\/\//);
  expect(read).toThrow(/A4C_RELAY_MAX_BATCH is "0"\. Set a whole number from 1 to 2000/);
  expect(read).toThrow(/A4C_RELAY_LANES is "two"/);
  expect(read).toThrow(/The TEMPORAL_ variables, .* cannot be used \(.*client\.pem/);
  expect(read).not.toThrow(/hunter2/);
});

test('a missing DATABASE_URL is told with an example', () => {
  expect(() => readRelayConfig({})).toThrow(
    /DATABASE_URL is not set\. Set it, for example DATABASE_URL=postgres:\/\/user:secret@/,
  );
});

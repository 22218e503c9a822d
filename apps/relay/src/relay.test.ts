import { expect, test } from 'vitest';

import { readRelayConfig } from './config.ts';
import { createRelay } from './relay.ts';
import type { Starter } from './starting/starter.ts';

const starter: Starter = {
  start: async () => ({ kind: 'running', runId: '', outcome: 'started' }),
  ask: async () => {},
};

test('a relay that has never reached its database stops without waiting for calls', async () => {
  const config = readRelayConfig({
    DATABASE_URL: 'postgres://a4c_relay@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    // It bounds the stop: longer than any test may take.
    A4C_RELAY_RPC_TIMEOUT_MS: '60000',
  });
  const relay = createRelay(config, starter);
  relay.start();
  await new Promise((resolve) => {
    relay.lifecycle.on('databaseLost', resolve);
  });
  await relay.stop();
  expect(relay.readiness()).toMatchObject({ ready: false });
});

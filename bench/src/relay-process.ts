import {
  connectTemporal,
  createRelay,
  createTemporalStarter,
  readRelayConfig,
} from '@a4c/relay';

import type { RelayReport } from './start-relay-process.ts';

/**
 * A relay as a process of its own that reports to its parent. Times are of the host's monotonic
 * clock, which all processes share.
 */
const config = readRelayConfig(process.env);
const starter = createTemporalStarter(connectTemporal(config.temporal), config);
const relay = createRelay(config, starter);

relay.lifecycle.on('answered', ({ eventId }) => report({ kind: 'answered', eventId, at: now() }));
relay.lifecycle.on('acknowledged', ({ eventId }) =>
  report({ kind: 'acknowledged', eventId, at: now() }),
);
relay.lifecycle.on('listening', () => report({ kind: 'listening' }));
process.on('disconnect', () => process.exit(0));
relay.start();

function report(message: RelayReport): void {
  process.send?.(message);
}

/** Milliseconds. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

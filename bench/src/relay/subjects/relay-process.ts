import { randomUUID } from 'node:crypto';

import {
  connectTemporal,
  createRelay,
  createTemporalStarter,
  keepHeapSmall,
  readRelayConfig,
  type Starter,
} from '@a4c/relay';

import { talkToParent } from './handled-log.ts';

/**
 * Our relay as a process of its own, with the real starter when TEMPORAL_ADDRESS is set, else with
 * one that does nothing. What counts as entering the handler is the call of the idle starter, or the
 * real server's answer.
 */
keepHeapSmall();
const config = readRelayConfig(process.env);
const isReal = Boolean(process.env['TEMPORAL_ADDRESS']);
const log = talkToParent(async () => relay.stop());

const idleStarter: Starter = {
  async start(event) {
    log.entered(event.event_id);
    return { kind: 'running', runId: randomUUID(), outcome: 'started' };
  },
  ask: async () => {},
};

const starter = isReal
  ? createTemporalStarter(connectTemporal(config.temporal), config)
  : idleStarter;
const relay = createRelay(config, starter);
if (isReal) {
  // A server under load may refuse a call, which is then repeated.
  relay.lifecycle.on('answered', ({ eventId, code }) => {
    if (code === 'started' || code === 'attached') log.entered(eventId);
    else console.error(`Temporal answered ${code}; the relay tries again.`);
  });
} else relay.lifecycle.on('failed', ({ code, message }) => fail(`${code}: ${message}`));
relay.lifecycle
  .on('acknowledged', () => log.finished(1))
  .on('deadLettered', ({ code, reason }) => fail(`${code}: ${reason}`))
  .once('listening', () => log.ready());
relay.start();

/** Nothing is given up here unless the bench is wrong. */
function fail(reason: string): void {
  console.error(`The relay could not start a workflow: ${reason}`);
  process.exit(1);
}

import type { Logger } from 'pino';

import type { Lifecycle } from './lifecycle.ts';

/** Writes a relay's life to the log: ids and causes, never event data. */
export function logLifecycle(lifecycle: Lifecycle, log: Logger): void {
  lifecycle.on('claimed', (claim) => log.debug(claim, 'claimed'));
  lifecycle.on('answered', (answer) => log.debug(answer, 'answered'));
  lifecycle.on('written', (batch) => log.debug(batch, 'answers written'));
  lifecycle.on('late', (late) => log.debug(late, 'not answered in time'));
  lifecycle.on('acknowledged', (event) => log.info(event, 'workflow started'));
  lifecycle.on('failed', (failure) => log.warn(failure, 'workflow not started'));
  lifecycle.on('deadLettered', (letter) => log.error(letter, 'dead letter'));
  lifecycle.on('window', (window) => log.debug(window, 'window'));
  lifecycle.on('batch', (batch) => log.debug(batch, 'batch'));
  lifecycle.on('gate', (gate) => log.debug(gate, 'gate'));
  lifecycle.on('slowWriter', (writer) =>
    log.warn(writer, 'a transaction that wrote events stays open, so the relay cannot sleep'),
  );
  lifecycle.on('listening', (test) => log.info(test, 'listening'));
  lifecycle.on('listenLost', (loss) => log.warn(loss, 'not listening, looking for work instead'));
  lifecycle.on('suspended', (suspension) => log.error(suspension, 'suspended'));
  lifecycle.on('resumed', () => log.info('resumed'));
  lifecycle.on('paused', () => log.warn('paused by an operator'));
  lifecycle.on('unpaused', () => log.info('goes on after a pause'));
  lifecycle.on('databaseLost', (loss) => log.error(loss, 'database cannot be used'));
  lifecycle.on('databaseBack', () => log.info('database can be used again'));
  lifecycle.on('recovered', (recovery) =>
    log.warn(recovery, 'queued events that had been forgotten'),
  );
  lifecycle.on('clockSkew', (skew) =>
    log.warn(skew, "the host's clock differs from the database's; set it by NTP"),
  );
  lifecycle.on('unrouted', (types) =>
    log.error(types, 'events wait whose type starts no workflow any more'),
  );
}

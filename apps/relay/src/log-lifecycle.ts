import type { Logger } from 'pino';

import type { Lifecycle } from './lifecycle.ts';

/** Writes a relay's life to the log: ids and causes, never event data. */
export function logLifecycle(lifecycle: Lifecycle, log: Logger): void {
  lifecycle.on('claimed', (claim) => log.debug(claim, 'claimed'));
  lifecycle.on('answered', ({ eventId, workflowId }) =>
    log.debug({ eventId, workflowId }, 'answered'),
  );
  lifecycle.on('acknowledged', (event) => log.info(event, 'workflow started'));
  lifecycle.on('failed', (failure) => log.warn(failure, 'workflow not started'));
  lifecycle.on('deadLettered', (letter) => log.error(letter, 'dead letter'));
  lifecycle.on('listening', () => log.info('listening'));
  lifecycle.on('listenLost', (loss) => log.warn(loss, 'not listening, looking for work instead'));
  lifecycle.on('suspended', (suspension) => log.error(suspension, 'suspended'));
  lifecycle.on('resumed', () => log.info('resumed'));
  lifecycle.on('databaseLost', (loss) => log.error(loss, 'database cannot be used'));
  lifecycle.on('databaseBack', () => log.info('database can be used again'));
  lifecycle.on('recovered', (recovery) =>
    log.warn(recovery, 'queued events that had been forgotten'),
  );
}

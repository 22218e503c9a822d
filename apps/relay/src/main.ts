import { once } from 'node:events';
import { hostname } from 'node:os';

import { runService, startHealthServer } from '@a4c/service';

import { readRelayConfig } from './config.ts';
import type { Lifecycle } from './lifecycle.ts';
import { logLifecycle } from './log-lifecycle.ts';
import { createRelay } from './relay.ts';
import { connectTemporal } from './starting/temporal-connection.ts';
import { createTemporalStarter } from './starting/temporal-starter.ts';

/** Listening, or looking for work where notifications do not arrive. */
function firstWork(lifecycle: Lifecycle): Promise<unknown> {
  const claim = Promise.race([once(lifecycle, 'idle'), once(lifecycle, 'claimed')]);
  return Promise.race([
    once(lifecycle, 'listening'),
    Promise.all([once(lifecycle, 'listenLost'), claim]),
  ]);
}

await runService(process, 'relay', async ({ env, log }) => {
  const config = readRelayConfig(env);
  const temporal = connectTemporal(config.temporal);
  const relay = createRelay(config, createTemporalStarter(temporal, config), {
    host: hostname(),
    pid: process.pid,
    version: process.env['npm_package_version'] ?? '0.0.0',
  });
  logLifecycle(relay.lifecycle, log);
  const health = await startHealthServer({
    host: config.healthHost,
    port: config.healthPort,
    readiness: () => relay.readiness(),
  });
  log.info({ temporal: temporal.address, namespace: temporal.namespace }, 'starting');
  const isWorking = firstWork(relay.lifecycle);
  relay.start();
  await isWorking;
  return {
    addresses: { health_url: health.url },
    async stop() {
      await relay.stop();
      await Promise.all([health.stop(), temporal.connection.close()]);
    },
  };
});

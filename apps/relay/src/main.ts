import { once } from 'node:events';

import { runService, startHealthServer } from '@a4c/service';

import { readRelayConfig } from './config.ts';
import type { Lifecycle } from './lifecycle.ts';
import { logLifecycle } from './log-lifecycle.ts';
import { createRelay } from './relay.ts';
import { connectTemporal } from './temporal-connection.ts';

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
  const relay = createRelay(config, temporal);
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

import { once } from 'node:events';
import { hostname } from 'node:os';

import { runService, startHealthServer } from '@a4c/service';
import { startTracing, type Tracing } from '@a4c/service/tracing';

import { readRelayConfig, type RelayConfig } from './config.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import type { Lifecycle } from './lifecycle.ts';
import { logLifecycle } from './log-lifecycle.ts';
import { createRelayMetrics } from './metrics/relay-metrics.ts';
import { createRelay } from './relay.ts';
import type { Starter } from './starting/starter.ts';
import { connectTemporal, type TemporalConnection } from './starting/temporal-connection.ts';
import { createTemporalStarter } from './starting/temporal-starter.ts';

/** Listening, or looking for work where notifications do not arrive. */
function firstWork(lifecycle: Lifecycle): Promise<unknown> {
  const claim = Promise.race([once(lifecycle, 'idle'), once(lifecycle, 'claimed')]);
  return Promise.race([
    once(lifecycle, 'listening'),
    Promise.all([once(lifecycle, 'listenLost'), claim]),
  ]);
}

/** Nothing of OpenTelemetry is loaded, and nothing is added to a start, unless traces are wanted. */
async function starterFor(
  temporal: TemporalConnection,
  config: RelayConfig,
  tracing: Tracing | undefined,
): Promise<Starter> {
  if (tracing === undefined) return createTemporalStarter(temporal, config);
  const { traceStarts } = await import('./starting/trace-starts.ts');
  return traceStarts(createTemporalStarter(temporal, config, tracing.current), tracing);
}

keepHeapSmall();
await runService(process, 'relay', async ({ env, log }) => {
  const config = readRelayConfig(env);
  const tracing = config.isTraced ? await startTracing('a4c-relay') : undefined;
  const temporal = connectTemporal(config.temporal);
  const starter = await starterFor(temporal, config, tracing);
  const version = env['npm_package_version'] ?? '0.0.0';
  const relay = createRelay(config, starter, {
    host: hostname(),
    pid: process.pid,
    version,
  });
  const metrics = createRelayMetrics({ relay, databaseUrl: config.databaseUrl, version });
  logLifecycle(relay.lifecycle, log);
  const health = await startHealthServer({
    host: config.healthHost,
    port: config.healthPort,
    readiness: () => relay.readiness(),
    metrics,
  });
  log.info({ temporal: temporal.address, namespace: temporal.namespace }, 'starting');
  const isWorking = firstWork(relay.lifecycle);
  relay.start();
  await isWorking;
  return {
    addresses: { health_url: health.url },
    async stop() {
      await relay.stop();
      await Promise.all([
        tracing?.stop(),
        health.stop(),
        metrics.stop(),
        temporal.connection.close(),
      ]);
    },
  };
});

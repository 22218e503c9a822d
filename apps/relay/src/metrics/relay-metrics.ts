import { collectDefaultMetrics, Registry } from 'prom-client';

import type { Relay } from '../relay.ts';
import { countLifecycle } from './count-lifecycle.ts';
import { metricKindsOf } from './metric-kinds.ts';
import { watchQueue } from './queue-watch.ts';
import { showGauges } from './show-gauges.ts';
import { showQueue } from './show-queue.ts';

/** A relay's figures in Prometheus' text format. */
export interface RelayMetrics {
  readonly contentType: string;
  /** Never throws, and answers within seconds whatever the database does. */
  print(): Promise<string>;
  stop(): Promise<void>;
}

export interface RelayMetricsOptions {
  readonly relay: Relay;
  readonly databaseUrl: string;
  readonly version: string;
}

/**
 * Counts from now on, so call it before the relay starts. Besides its own metrics there are those of
 * the process and of Node.js under their usual names.
 */
export function createRelayMetrics(options: RelayMetricsOptions): RelayMetrics {
  const { relay, databaseUrl, version } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const kinds = metricKindsOf(registry);
  kinds.gauge('info', 'Always 1; its label is the release.', ['version']).set({ version }, 1);
  countLifecycle(relay.lifecycle, kinds);
  const gauges = showGauges(kinds);
  const queue = showQueue(kinds);
  const watch = watchQueue(databaseUrl);

  return {
    contentType: registry.contentType,
    async print() {
      queue(await watch.read());
      const now = relay.gauges();
      if (now !== undefined) gauges(now, relay.readiness().ready);
      return registry.metrics();
    },
    stop: () => watch.stop(),
  };
}

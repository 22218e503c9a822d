import { type HealthServer, startHealthServer } from '@a4c/service';

import { readRelayConfig, type RelayConfig } from '../config.ts';
import { createRelayMetrics } from '../metrics/relay-metrics.ts';
import { createRelay, type Relay } from '../relay.ts';
import type { Starter } from '../starting/starter.ts';

/** One line of a metric: its labels with their values, and its value. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape has printed. */
export interface Scrape {
  readonly text: string;
  /** Metrics as declared, with type and help. */
  readonly declared: ReadonlyMap<string, { readonly type: string; readonly help: string }>;
  readonly samples: readonly Sample[];
  /** Sum of a metric's samples with these labels; undefined when there are none. */
  value(name: string, labels?: Record<string, string>): number | undefined;
}

/** A relay with a health server that serves its metrics, as the process has it. */
export async function startScrapedRelay(
  databaseUrl: string,
  starter: Starter,
  settings: Partial<RelayConfig> = {},
): Promise<{ relay: Relay; health: HealthServer; scrape(): Promise<Scrape> } & AsyncDisposable> {
  const config = { ...readRelayConfig({ DATABASE_URL: databaseUrl }), ...settings };
  const relay = createRelay(config, starter);
  const metrics = createRelayMetrics({ relay, databaseUrl: config.databaseUrl, version: '1.2.3' });
  const health = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    readiness: () => relay.readiness(),
    metrics,
  });
  return {
    relay,
    health,
    async scrape() {
      const response = await fetch(`${health.url}/metrics`);
      return readScrape(await response.text());
    },
    async [Symbol.asyncDispose]() {
      await relay.stop();
      await Promise.all([health.stop(), metrics.stop()]);
    },
  };
}

function readScrape(text: string): Scrape {
  const declared = new Map<string, { type: string; help: string }>();
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    const [, kind, metric = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') declared.set(metric, { type: '', help: rest });
    if (kind === 'TYPE')
      declared.set(metric, { help: declared.get(metric)?.help ?? '', type: rest });
    const [, name, labelText = '', value = ''] =
      /^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const labels = [...labelText.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', is = '']) => [
      key,
      is,
    ]);
    samples.push({ name, labels: Object.fromEntries(labels), value: Number(value) });
  }
  return {
    text,
    declared,
    samples,
    value(name, wanted = {}) {
      const found = samples.filter(
        (sample) =>
          sample.name === name &&
          Object.entries(wanted).every(([key, is]) => sample.labels[key] === is),
      );
      if (found.length === 0) return undefined;
      return found.reduce((sum, sample) => sum + sample.value, 0);
    },
  };
}

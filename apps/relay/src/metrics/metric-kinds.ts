import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Every metric of the relay begins with this. */
const prefix = 'a4c_relay_';

type Labels<Name extends string> = readonly Name[];

/** Makes metrics of one registry; names are given without the prefix. */
export interface MetricKinds {
  readonly counter: <Name extends string = never>(
    name: string,
    help: string,
    labels?: Labels<Name>,
  ) => Counter<Name>;
  readonly gauge: <Name extends string = never>(
    name: string,
    help: string,
    labels?: Labels<Name>,
  ) => Gauge<Name>;
  readonly histogram: (name: string, help: string, buckets: readonly number[]) => Histogram;
}

export function metricKindsOf(registry: Registry): MetricKinds {
  const options = (name: string, help: string) => ({
    name: prefix + name,
    help,
    registers: [registry],
  });
  return {
    counter: (name, help, labelNames = []) => new Counter({ ...options(name, help), labelNames }),
    gauge: (name, help, labelNames = []) => new Gauge({ ...options(name, help), labelNames }),
    histogram: (name, help, buckets) =>
      new Histogram({ ...options(name, help), buckets: [...buckets] }),
  };
}

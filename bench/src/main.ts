import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

import { startBenchServices } from './bench-services.ts';
import { describeLatency, measureLatency } from './latency.ts';
import { startRelayProcess } from './start-relay-process.ts';
import { describeThroughput, measureThroughput } from './throughput.ts';

/** `npm run bench`: the relay beside bare calls to Temporal, interleaved in one run. */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '500' },
    blocks: { type: 'string', default: '6' },
    'block-size': { type: 'string', default: '500' },
  },
});

await using services = await startBenchServices();
await using relay = await startRelayProcess({
  DATABASE_URL: services.relayUrl,
  TEMPORAL_ADDRESS: services.temporalAddress,
});
const [cpu] = cpus();
console.log(
  `Machine: ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}. ` +
    `Date: ${new Date().toISOString().slice(0, 10)}.\n`,
);
console.log(describeLatency(await measureLatency(services, relay, count('pairs'))), '\n');
console.log(
  describeThroughput(
    await measureThroughput(services, relay, {
      blocks: count('blocks'),
      blockSize: count('block-size'),
      // Two lanes of 32, the relay's defaults.
      concurrency: 64,
    }),
  ),
);

function count(name: 'pairs' | 'blocks' | 'block-size'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is "${values[name]}". Give a whole number above 0.`);
}

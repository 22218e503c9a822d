import { parseArgs } from 'node:util';

import { startBenchServices } from './bench-services.ts';
import { describeLatency, measureLatency } from './latency.ts';
import { startRelayProcess } from './start-relay-process.ts';
import { describeThroughput, measureThroughput } from './throughput.ts';

/** The relay beside bare calls to Temporal, interleaved in one run. */
export async function benchLoop(given: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...given],
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
  const latency = await measureLatency(services, relay, wholeNumber('pairs', values.pairs));
  console.log(describeLatency(latency), '\n');
  const throughput = await measureThroughput(services, relay, {
    blocks: wholeNumber('blocks', values.blocks),
    blockSize: wholeNumber('block-size', values['block-size']),
    // Two lanes of 32, the relay's defaults.
    concurrency: 64,
  });
  console.log(describeThroughput(throughput));
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is "${text}". Give a whole number above 0.`);
}

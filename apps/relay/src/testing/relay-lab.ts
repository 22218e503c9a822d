import { randomUUID } from 'node:crypto';

import { createTestDatabase } from '@a4c/test-harness';
import { Client, Pool, type PoolClient } from 'pg';

import { readRelayConfig, type RelayConfig } from '../config.ts';
import type { RelayLifecycle } from '../lifecycle.ts';
import { createRelay, type Relay } from '../relay.ts';
import type { Answer } from '../starting/answer.ts';
import type { Starter } from '../starting/starter.ts';

/** A start as the relay asks for it. */
export type StartedEvent = Parameters<Starter['start']>[0];

/**
 * A database of its own and relays that start nothing but what the test says: for all that is
 * between Postgres and the call to Temporal.
 */
export async function createRelayLab() {
  const database = await createTestDatabase();
  const owner = new Pool({ connectionString: database.ownerUrl, max: 8 });

  return {
    database,
    owner,

    /** Not started yet, so that a test can subscribe. */
    createRelay(
      start: (event: StartedEvent) => Promise<Answer> | Answer = running,
      settings: Partial<RelayConfig> = {},
    ): Relay & AsyncDisposable {
      const config = {
        ...readRelayConfig({ DATABASE_URL: database.urlFor('relay') }),
        ...settings,
      };
      const starter: Starter = { start: async (event) => start(event), ask: async () => {} };
      const relay = createRelay(config, starter);
      return Object.assign(relay, { [Symbol.asyncDispose]: () => relay.stop() });
    },

    /** Events of one type in one statement; the route of `organization.bootstrap_initiated` is plain. */
    async insert(
      count: number,
      options: { aggregateId?: string; name?: string; correlationId?: string } = {},
      client: Pool | PoolClient = owner,
    ): Promise<string[]> {
      const { aggregateId, name = 'Acme Corp', correlationId } = options;
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
         SELECT 'organization.bootstrap_initiated', 'organization', coalesce($2::uuid, gen_random_uuid()), $3, $4
         FROM generate_series(1, $1) RETURNING id`,
        [
          count,
          aggregateId,
          {
            name,
            slug: 'acme-corp',
            owner_email: 'owner@acme.example',
            tier: 'free',
            subdomain_enabled: false,
          },
          { timestamp: new Date().toISOString(), correlation_id: correlationId },
        ],
      );
      return rows.map((row) => row.id);
    },

    /** Another route, with events that have no data to speak of. */
    async insertOwnerAssigned(count: number, aggregateId = randomUUID()): Promise<string[]> {
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
         SELECT 'organization.owner_assigned', 'organization', $2, $3, $4
         FROM generate_series(1, $1) RETURNING id`,
        [count, aggregateId, { user_id: randomUUID() }, { timestamp: new Date().toISOString() }],
      );
      return rows.map((row) => row.id);
    },

    /** Ends every database session of every relay. */
    async terminateRelays(): Promise<void> {
      const admin = new Client({ connectionString: database.adminUrl });
      await admin.connect();
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'a4c-relay%'`,
      );
      await admin.end();
    },

    /** Of sessions that begin from now on; the tests' own go on writing. */
    async setReadOnly(isReadOnly: boolean): Promise<void> {
      const value = isReadOnly ? 'on' : 'off';
      await owner.query(
        `ALTER DATABASE ${database.name} SET default_transaction_read_only = ${value}`,
      );
    },

    async waiting(): Promise<number> {
      const { rows } = await owner.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM workflow_dispatch',
      );
      return rows[0]?.count ?? 0;
    },

    async [Symbol.asyncDispose]() {
      await owner.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type RelayLab = Awaited<ReturnType<typeof createRelayLab>>;

/** The answer of a Temporal that starts everything. */
export function running(): Answer {
  return { kind: 'running', runId: randomUUID(), outcome: 'started' };
}

/** Resolves when so many lifecycle events of a kind have come since the call. */
export async function times(
  relay: Relay,
  name: keyof RelayLifecycle,
  count: number,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  const listener = (): void => {
    left -= 1;
    if (left === 0) resolve();
  };
  relay.lifecycle.on(name, listener);
  await promise;
  relay.lifecycle.off(name, listener);
}

/** Holds promises back until the test lets them go. */
export function createBarrier(): { readonly open: () => void; readonly passed: Promise<void> } {
  const { promise: passed, resolve: open } = Promise.withResolvers<void>();
  return { open, passed };
}

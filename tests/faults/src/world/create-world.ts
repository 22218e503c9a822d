import { Connection } from '@temporalio/client';
import { Pool } from 'pg';

import { createLedger, type Ledger } from '../load/ledger.ts';
import { type Endings, compare } from '../oracle/compare.ts';
import { listWorkflows, type WorkflowList } from '../oracle/list-workflows.ts';
import { type PostgresUnderTest, startPostgresUnderTest } from './postgres-under-test.ts';
import { type RelayProcess, startRelay } from './relay-process.ts';
import { startTemporalUnderTest, type TemporalUnderTest } from './temporal-under-test.ts';

/** Servers of its own, with the relays that were started in it. Everything ends with it. */
export interface World extends AsyncDisposable {
  readonly postgres: PostgresUnderTest;
  readonly temporal: TemporalUnderTest;
  /** What the writers know; the default one of all loads. */
  readonly ledger: Ledger;
  /** As a superuser, who sees what other sessions do. */
  readonly admin: Pool;
  /** As trusted code that emits events. */
  readonly service: Pool;
  /** Directly to Temporal, past every proxy. */
  readonly connection: Connection;
  /** Started on top of the default environment: directly to both servers. */
  startRelay(env?: NodeJS.ProcessEnv): Promise<RelayProcess>;
  /** Closed with the world, last first. */
  use<Thing extends AsyncDisposable>(thing: Thing): Thing;
  /** Resolves when one SQL expression holds, with how long that took. */
  until(condition: string, withinMs: number): Promise<number>;
  /** Resolves when nothing waits any more, with how long that took. */
  untilDispatched(withinMs: number): Promise<number>;
  /** See `compare`. */
  compare(): Promise<Endings>;
}

/** Between two looks at the database. */
const lookMs = 50;

export async function createWorld({
  settings,
  list,
}: {
  /** Of the PostgreSQL server. */
  settings?: Readonly<Record<string, string | number>>;
  /** Who knows what was started, when that is not the Temporal server. */
  list?: () => Promise<WorkflowList>;
} = {}): Promise<World> {
  await using starting = new AsyncDisposableStack();
  const [postgres, temporal] = await Promise.all([
    startPostgresUnderTest(settings).then((server) => starting.use(server)),
    startTemporalUnderTest().then((server) => starting.use(server)),
  ]);
  const pool = (url: string): Pool => {
    const opened = new Pool({ connectionString: url, max: 4, application_name: 'a4c-faults' });
    // Idle sessions end with the server; the next query opens another.
    opened.on('error', () => {});
    starting.defer(async () => opened.end());
    return opened;
  };
  const admin = pool(postgres.adminUrl);
  const service = pool(postgres.urlFor('service'));
  const connection = await Connection.connect({ address: temporal.address });
  starting.defer(async () => connection.close());
  const ledger = createLedger();
  const stack = starting.move();

  async function until(condition: string, withinMs: number): Promise<number> {
    const began = performance.now();
    for (;;) {
      const { rows } = await admin.query<{ holds: boolean }>(
        `SELECT (${condition}) IS TRUE AS holds, pg_sleep(${lookMs / 1_000})`,
      );
      const tookMs = performance.now() - began;
      if (rows[0]?.holds === true) return tookMs;
      if (tookMs > withinMs) {
        throw new Error(`Not within ${withinMs} ms: ${condition}. ${await describeWaiting(admin)}`);
      }
    }
  }

  return {
    postgres,
    temporal,
    ledger,
    admin,
    service,
    connection,
    async startRelay(env = {}) {
      const relay = await startRelay({
        DATABASE_URL: postgres.urlFor('relay'),
        TEMPORAL_ADDRESS: temporal.address,
        ...env,
      });
      stack.defer(async () => relay.stop());
      return relay;
    },
    use: (thing) => stack.use(thing),
    until,
    untilDispatched: async (withinMs) =>
      until('NOT EXISTS (SELECT FROM workflow_dispatch)', withinMs),
    compare: async () => compare(admin, ledger, list ?? (async () => listWorkflows(connection))),
    [Symbol.asyncDispose]: async () => stack.disposeAsync(),
  };
}

async function describeWaiting(admin: Pool): Promise<string> {
  const { rows } = await admin.query<{ count: number; attempts: number; last_error: string }>(
    `SELECT count(*)::int AS count, max(attempts) AS attempts, last_error FROM workflow_dispatch
     GROUP BY last_error ORDER BY 1 DESC LIMIT 3`,
  );
  const found = rows.map(
    (row) => `${row.count} wait (${row.attempts} attempts, ${row.last_error})`,
  );
  return found.join('; ') || 'None waits.';
}

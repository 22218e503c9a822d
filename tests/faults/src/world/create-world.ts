import { Connection } from '@temporalio/client';
import { Pool } from 'pg';

import { commitEvents, type EventShape } from '../load/insert-events.ts';
import { createLedger, type Ledger } from '../load/ledger.ts';
import { type Load, type LoadOptions, startLoad } from '../load/start-load.ts';
import { compare, type Endings } from '../oracle/compare.ts';
import { listWorkflows, type WorkflowList } from '../oracle/list-workflows.ts';
import { startTemporalStandIn, type TemporalStandIn } from '../proxies/temporal-stand-in.ts';
import { type PostgresUnderTest, startPostgresUnderTest } from './postgres-under-test.ts';
import { type RelayProcess, startRelay } from './relay-process.ts';
import { startTemporalUnderTest, type TemporalUnderTest } from './temporal-under-test.ts';
import { createUntil } from './until.ts';

/** A PostgreSQL server of its own, with the relays that were started in it. Everything ends with it. */
interface BareWorld extends AsyncDisposable {
  readonly postgres: PostgresUnderTest;
  /** What the writers know. */
  readonly ledger: Ledger;
  /** As a superuser, who sees what other sessions do. */
  readonly admin: Pool;
  /** By default directly to both servers. */
  startRelay(env?: NodeJS.ProcessEnv): Promise<RelayProcess>;
  /** Commits events in one transaction of trusted code. Resolves with their ids. */
  commit(
    shape?: EventShape & { readonly count?: number; readonly ids?: readonly string[] },
  ): Promise<readonly string[]>;
  /** Writers that insert as trusted code does; see `startLoad`. */
  startLoad(options: Omit<LoadOptions, 'databaseUrl' | 'ledger'>): Load;
  /** Closed with the world, last first. */
  use<Thing extends AsyncDisposable>(thing: Thing): Thing;
  /** Resolves when one SQL expression holds, with how long that took. */
  until(condition: string, withinMs: number): Promise<number>;
  /** Resolves when nothing waits any more, with how long that took. */
  untilDispatched(withinMs: number): Promise<number>;
  /** See `compare`. */
  compare(): Promise<Endings>;
}

/** With a Temporal server. */
export interface World extends BareWorld {
  readonly temporal: TemporalUnderTest;
  /** Directly to Temporal, past every proxy. */
  readonly connection: Connection;
}

/** With what stands in for a Temporal server, at rates that a development server does not reach. */
export interface StandInWorld extends BareWorld {
  readonly standIn: TemporalStandIn;
}

type Settings = Readonly<Record<string, string | number>>;

export async function createWorld(): Promise<World> {
  await using starting = new AsyncDisposableStack();
  const [postgres, temporal] = await Promise.all([
    startPostgresUnderTest().then((server) => starting.use(server)),
    startTemporalUnderTest().then((server) => starting.use(server)),
  ]);
  const connection = await Connection.connect({ address: temporal.address });
  starting.defer(async () => connection.close());
  const list = async (): Promise<WorkflowList> => listWorkflows(connection);
  const { address: temporalAddress } = temporal;
  const world = assemble({ postgres, temporalAddress, list, stack: starting.move() });
  return { ...world, temporal, connection };
}

/** `settings` are the PostgreSQL server's. */
export async function createStandInWorld(settings: Settings): Promise<StandInWorld> {
  await using starting = new AsyncDisposableStack();
  const postgres = starting.use(await startPostgresUnderTest(settings));
  const standIn = starting.use(await startTemporalStandIn());
  const list = async (): Promise<WorkflowList> =>
    new Map(Array.from(standIn.runs, ([workflowId, runId]) => [workflowId, [runId]]));
  const { address: temporalAddress } = standIn;
  const world = assemble({ postgres, temporalAddress, list, stack: starting.move() });
  return { ...world, standIn };
}

function assemble(parts: {
  postgres: PostgresUnderTest;
  temporalAddress: string;
  list: () => Promise<WorkflowList>;
  stack: AsyncDisposableStack;
}): BareWorld {
  const { postgres, temporalAddress, list, stack } = parts;
  const pool = (url: string): Pool => {
    const opened = new Pool({ connectionString: url, max: 4, application_name: 'a4c-faults' });
    // Idle sessions end with the server; the next query opens another.
    opened.on('error', () => {});
    stack.defer(async () => opened.end());
    return opened;
  };
  const admin = pool(postgres.adminUrl);
  const service = pool(postgres.urlFor('service'));
  const ledger = createLedger();
  const until = createUntil(admin);

  return {
    postgres,
    ledger,
    admin,
    async startRelay(env = {}) {
      const relay = await startRelay({
        DATABASE_URL: postgres.urlFor('relay'),
        TEMPORAL_ADDRESS: temporalAddress,
        ...env,
      });
      stack.defer(async () => relay.stop());
      return relay;
    },
    async commit(shape) {
      const client = await service.connect();
      try {
        return await commitEvents(client, ledger, shape);
      } finally {
        // Kept for no later transaction: the server may be another one by then.
        client.release(true);
      }
    },
    startLoad: (options) =>
      startLoad({ ...options, ledger, databaseUrl: postgres.urlFor('service') }),
    use: (thing) => stack.use(thing),
    until,
    untilDispatched: async (withinMs) =>
      until('NOT EXISTS (SELECT FROM workflow_dispatch)', withinMs),
    compare: async () => compare(admin, ledger, list),
    [Symbol.asyncDispose]: async () => stack.disposeAsync(),
  };
}

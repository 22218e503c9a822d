import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { createTestDatabase, type DatabaseRole, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';

const bin = fileURLToPath(new URL('../../../bin/a4c-relay.mjs', import.meta.url));

export const bootstrapType = 'organization.bootstrap_initiated';

/** What a command has written and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that runs, as a process of its own. */
export interface RunningCommand {
  /** What it has written so far. */
  readonly seen: { out: string; err: string };
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the real bin, without a terminal and with no variable but those given. */
export function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningCommand {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], out, err]): Ended => ({ code, signal, out, err }),
  );
  return { seen, ended, kill: (signal) => child.kill(signal) };
}

/** A migrated database of its own, what others do to it, and the bin that operates it. */
export async function createCliFixture() {
  const database = await createTestDatabase();
  const pools = new Map<string, Pool>();

  function as(role: DatabaseRole | 'owner' | 'admin'): Pool {
    const pool = pools.get(role) ?? new Pool({ connectionString: urlOf(database, role), max: 4 });
    pools.set(role, pool);
    return pool;
  }

  return {
    database,
    as,
    urlOf: (role: DatabaseRole | 'owner' | 'admin') => urlOf(database, role),

    /** Runs a command line to its end, as an operator unless it is said otherwise. */
    run: async (
      args: readonly string[],
      { role = 'operator', env = {} }: RunOptions = {},
    ): Promise<Ended> => startCommand(args, { DATABASE_URL: urlOf(database, role), ...env }).ended,

    start: (args: readonly string[]): RunningCommand =>
      startCommand(args, { DATABASE_URL: database.urlFor('operator') }),

    /** Inserts so many events in one transaction; their names are payload, to be looked for in outputs. */
    async insert(count = 1, createdAt = 'clock_timestamp()'): Promise<string[]> {
      const { rows } = await as('service').query<{ id: string }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, created_at)
         SELECT $1, 'organization', gen_random_uuid(),
           '{"name": "Payload Ltd", "slug": "payload", "owner_email": "payload@acme.example", "tier": "free", "subdomain_enabled": false}',
           '{"timestamp": "2026-01-01T00:00:00.000Z"}', ${createdAt}
         FROM generate_series(1, $2::int) RETURNING id`,
        [bootstrapType, count],
      );
      return rows.map((row) => row.id);
    },

    /** The relay writes that it started the workflows of these events. */
    async acknowledge(ids: readonly string[]): Promise<void> {
      await as('relay').query(
        `WITH gone AS (DELETE FROM workflow_dispatch WHERE event_id = ANY ($1) RETURNING event_id)
         UPDATE domain_events e SET processed_at = clock_timestamp(), event_metadata = event_metadata ||
           jsonb_build_object('workflow_id', 'org-bootstrap-' || aggregate_id,
             'workflow_run_id', gen_random_uuid(), 'workflow_type', 'organizationBootstrapWorkflow')
         FROM gone WHERE e.id = gone.event_id`,
        [ids],
      );
    },

    /** The relay gives these events up. */
    async giveUp(ids: readonly string[], code = 'input_too_large'): Promise<void> {
      await as('relay').query(
        `WITH gone AS (DELETE FROM workflow_dispatch WHERE event_id = ANY ($1) RETURNING *),
         attempt AS (
           INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
           SELECT event_id, request_id, 'dead_lettered', $2, 'The input is too large.' FROM gone
         ), letter AS (
           INSERT INTO dead_letter (event_id, event_type, request_id, code, reason, attempts)
           SELECT event_id, event_type, request_id, $2, 'The input is too large.', 1 FROM gone
         )
         UPDATE domain_events e SET processing_error = 'The input is too large.', retry_count = 1
         FROM gone WHERE e.id = gone.event_id`,
        [ids, code],
      );
    },

    /** An attempt fails by the event's own fault. */
    async failOnce(id: string): Promise<void> {
      await as('relay').query(
        `WITH waiting AS (
           UPDATE workflow_dispatch SET attempts = attempts + 1, retrying = true, last_error = 'boom',
             available_at = clock_timestamp() + interval '1 minute'
           WHERE event_id = $1 RETURNING event_id, request_id
         ), attempt AS (
           INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
           SELECT event_id, request_id, 'failed', 'INTERNAL', 'boom' FROM waiting
         )
         UPDATE domain_events SET processing_error = 'boom', retry_count = retry_count + 1 WHERE id = $1`,
        [id],
      );
    },

    /** One number, as the owner sees it. */
    count: async (fromWhere: string) => countOf(as('owner'), fromWhere),

    /** The same as a superuser, who sees every session. */
    countAsAdmin: async (fromWhere: string) => countOf(as('admin'), fromWhere),

    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await database[Symbol.asyncDispose]();
    },
  };
}

export type CliFixture = Awaited<ReturnType<typeof createCliFixture>>;

export interface RunOptions {
  readonly role?: DatabaseRole | 'owner' | 'admin';
  readonly env?: Readonly<Record<string, string>>;
}

function urlOf(database: TestDatabase, role: DatabaseRole | 'owner' | 'admin'): string {
  if (role === 'owner') return database.ownerUrl;
  return role === 'admin' ? database.adminUrl : database.urlFor(role);
}

async function countOf(pool: Pool, fromWhere: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${fromWhere}`,
  );
  return rows[0]?.count ?? Number.NaN;
}

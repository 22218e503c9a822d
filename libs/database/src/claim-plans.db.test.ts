import { randomUUID } from 'node:crypto';

import { contractOf, type EventType } from '@a4c/contracts';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { type ClaimQueue, readQueues, readQueuesStatement } from './dispatch/claim-queue.ts';
import { claimSettings } from './dispatch/claim-settings.ts';
import { claimStatement } from './dispatch/claim-statement.ts';
import { retry } from './testing/claiming.ts';
import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  using,
} from './testing/database-under-test.ts';

/** Large enough that a claim which looks at them all cannot be mistaken. */
const backlog = 4_000;
const limit = 20;
const startType = 'user.invitation_initiated';
const signalType = 'user.invitation_accepted';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

/** The state in which a session's plan is made, and then kept. */
const statistics: [string, string][] = [
  ['were never gathered', 'SELECT'],
  ['are of empty tables', 'VACUUM ANALYZE'],
];

const queues: [string, ClaimQueue['kind'], string][] = [
  ['a plain queue', 'plain', 'paused = false'],
  ['beside a paused route', 'plain', "paused = event_type = 'organization.bootstrap_initiated'"],
  ['an ordered queue', 'ordered', 'ordered = true'],
  ['a fair queue', 'fair', "fairness_key_template = '{event_metadata.tenant}'"],
  ['what is tried again', 'retry', 'paused = false'],
];

describe.each(statistics)('when statistics %s', (_state, prepare) => {
  test.each(queues)(
    'a claim from %s looks at little but what it claims',
    async (_what, kind, route) => {
      await database.owner.query(
        'UPDATE workflow_route SET paused = false, ordered = false, fairness_key_template = NULL',
      );
      await database.owner.query('DELETE FROM workflow_dispatch');
      await database.owner.query(prepare);
      await database.owner.query(`UPDATE workflow_route SET ${route}`);
      await using(database.as('relay'), async (relay) => {
        await relay.query(claimSettings);
        const queue =
          kind === 'retry' ? retry : (await readQueues(relay)).find((q) => q.kind === kind);
        if (queue === undefined) throw new Error(`There is no ${kind} queue.`);
        await relay.query(`PREPARE claim AS ${claimStatement(kind, queue.routes ?? []).text}`);
        await rowsReadByClaim(relay, kind);
        await fill(kind === 'retry');
        expect(await rowsReadByClaim(relay, kind)).toBeLessThan(limit * 10);
      });
    },
  );
});

describe('of an aggregate with a long history', () => {
  const aggregateId = randomUUID();
  beforeAll(async () => {
    await database.owner.query(
      'UPDATE workflow_route SET paused = false, ordered = false, fairness_key_template = NULL',
    );
    await database.owner.query('DELETE FROM workflow_dispatch');
    await insertMany(startType, 500, aggregateId);
    await database.as('relay').query(
      `UPDATE domain_events SET processed_at = clock_timestamp(), event_metadata = event_metadata
         || jsonb_build_object('workflow_id', 'user-invitation-' || aggregate_id, 'workflow_type', 'w',
              'workflow_run_id', id)
       WHERE aggregate_id = $1`,
      [aggregateId],
    );
  });
  afterEach(async () => {
    await database.owner.query('DELETE FROM workflow_dispatch');
  });

  test('a claim looks at a few events for the run of a workflow', async () => {
    await database.owner.query('DELETE FROM workflow_dispatch');
    await insertMany(startType, limit, aggregateId);
    const { read, events } = await claimAndCount();
    expect(events).toBe(limit);
    expect(read).toBeLessThan(limit * 40);
  });

  test('a claim looks for the start that a signal waits for, not at what was started', async () => {
    await database.owner.query('DELETE FROM workflow_dispatch');
    await insertMany(signalType, limit, aggregateId);
    const { read, events } = await claimAndCount();
    expect(events).toBe(limit);
    expect(read).toBeLessThan(limit * 10);
  });
});

test('a look at the queues passes by what waits in them', async () => {
  await database.owner.query(
    "UPDATE workflow_route SET fairness_key_template = '{event_metadata.tenant}'",
  );
  await fill(false);
  await using(database.as('relay'), async (relay) => {
    await relay.query(claimSettings);
    const plan = await explained(relay, readQueuesStatement);
    expect(plan === undefined ? Infinity : rowsRead(plan)).toBeLessThan(50);
  });
});

async function claimAndCount(): Promise<{ read: number; events: number | undefined }> {
  return using(database.as('relay'), async (relay) => {
    await relay.query(claimSettings);
    const queue = (await readQueues(relay)).find(({ kind }) => kind === 'plain');
    await relay.query(`PREPARE claim AS ${claimStatement('plain', queue?.routes ?? []).text}`);
    const plan = await explained(relay, `EXECUTE claim (${limit}, 1000000000, 1000000, 0)`);
    return { read: plan === undefined ? Infinity : rowsRead(plan), events: plan?.['Actual Rows'] };
  });
}

async function explained(relay: PoolClient, statement: string): Promise<PlanNode | undefined> {
  const { rows } = await relay.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  return rows[0]?.['QUERY PLAN'][0].Plan;
}

async function insertMany(type: EventType, count: number, aggregateId: string): Promise<void> {
  const { aggregateType, examples } = contractOf(type);
  await database.as('service').query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT $1, $2, $3, $4, '{"timestamp":"2026-01-02T03:04:05.678Z"}' FROM generate_series(1, $5)`,
    [type, aggregateType, aggregateId, JSON.stringify(examples[0]), count],
  );
}

/** Rows of the tables that grow, looked at by any node of the plan. */
async function rowsReadByClaim(relay: PoolClient, kind: ClaimQueue['kind']): Promise<number> {
  const from = { plain: '0', ordered: "0, ''", fair: "0, ''", retry: 'false' }[kind];
  const plan = await explained(relay, `EXECUTE claim (${limit}, 1000000000, 1000000, ${from})`);
  return plan === undefined ? Infinity : rowsRead(plan);
}

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function rowsRead(node: PlanNode): number {
  const grows = ['workflow_dispatch', 'domain_events'].includes(node['Relation Name'] ?? '');
  const each = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0);
  const own = grows ? each * (node['Actual Loops'] ?? 0) : 0;
  return (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), own);
}

/** One aggregate and one tenant have nearly all of it. */
async function fill(retrying: boolean): Promise<void> {
  await database.as('service').query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.bootstrap_initiated', 'organization',
       CASE WHEN n % 50 = 0 THEN gen_random_uuid() ELSE $2 END,
       '{"name":"Acme","slug":"acme","owner_email":"a@b.example","tier":"free","subdomain_enabled":false}',
       jsonb_build_object('timestamp', '2026-01-02T03:04:05.678Z', 'tenant', CASE WHEN n % 50 = 0 THEN n::text ELSE 'large' END)
     FROM generate_series(1, $1) n`,
    [backlog, randomUUID()],
  );
  if (retrying) {
    await database.owner.query(
      `UPDATE workflow_dispatch SET retrying = true,
         available_at = clock_timestamp() + CASE WHEN sequence_number % 50 = 0 THEN interval '0' ELSE interval '1 hour' END`,
    );
  }
}

import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Client, Pool, type QueryConfig } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createEventQueries, type EventQueries } from './index.ts';
import { fillEventStore, uuidOf } from './testing/fill-event-store.ts';
import { parsePlan, type PlanUse } from './testing/parse-plan.ts';
import { readFixture } from './testing/read-blocks.ts';

let database: TestDatabase;
let pool: Pool;
/** What the planner said of the statements that the last query sent. */
let plans: PlanUse[] = [];
let queries: EventQueries;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillEventStore(database.ownerUrl);
  pool = new Pool({ connectionString: database.urlFor('reader'), max: 1 });
  queries = createEventQueries({ pool: explaining(pool) });
}, 180_000);

afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

const workflowId = `org-bootstrap-${uuidOf('organization 4321')}`;

/** Each query, the indexes that it uses, in the order of the plan, and how many events it finds. */
const indexed: [
  string,
  readonly string[],
  () => Promise<{ events: readonly unknown[] }>,
  number,
][] = [
  ['by workflow', ['workflow_id'], () => queries.getEventsForWorkflow(workflowId), 8],
  ['by an unknown workflow', ['workflow_id'], () => queries.getEventsForWorkflow('none'), 0],
  [
    'by workflow and type',
    ['workflow_type'],
    () => queries.listWorkflowEventsOfType(workflowId, 'organization.created'),
    1,
  ],
  [
    'by run',
    ['workflow_run_id'],
    () => queries.listEventsForRun(uuidOf(`run ${uuidOf('organization 4321')}`)),
    8,
  ],
  ['by activity', ['activity_id'], () => queries.listEventsForActivity('rareActivity'), 91],
  ['by user', ['user_id'], () => queries.listEventsForUser(uuidOf('user 321')), 100],
  ['by tag', ['tags'], () => queries.listEventsWithTags(['staging']), 100],
  ['by an unknown tag', ['tags'], () => queries.listEventsWithTags(['none']), 0],
  [
    'by two tags',
    ['tags'],
    () => queries.listEventsWithTags(['staging', 'cron-triggered'], { limit: 5 }),
    5,
  ],
  [
    'by correlation id',
    ['correlation_id'],
    () => queries.listEventsWithCorrelationId('trace-4321'),
    8,
  ],
  [
    'by aggregate',
    ['aggregate'],
    () => queries.listEventsForAggregate(uuidOf('organization 4321')),
    8,
  ],
  ['unprocessed', ['unprocessed'], () => queries.listUnprocessedEvents(), 13],
  ['with errors', ['processing_error'], () => queries.listEventsWithErrors(), 7],
  ['failed workflows', ['event_type', 'workflow_type'], () => queries.listFailedWorkflows(), 13],
  [
    'lineage',
    ['aggregate', 'workflow_(id|type)'],
    () => queries.traceWorkflowLineage(uuidOf('organization 4321')),
    8,
  ],
];

test.each(indexed)('%s uses %s on 100,000 events', async (_, names, query, count) => {
  plans = [];
  const { events } = await query();
  expect(events).toHaveLength(count);
  expect(usedBy(plans)).toEqual({
    indexes: names.map((name): unknown =>
      expect.stringMatching(new RegExp(`^idx_domain_events_${name}$`)),
    ),
    scans: [],
  });
});

/** The documented blocks, and the indexes that their statements use in turn. */
const documented: [string, readonly string[]][] = [
  ['status of an event', ['domain_events_pkey']],
  ['unprocessed events of a type', ['idx_domain_events_unprocessed']],
  ['events with errors', ['idx_domain_events_processing_error']],
  ['by workflow', ['idx_domain_events_workflow_id']],
  ['by run', ['idx_domain_events_workflow_run_id']],
  ['by activity', ['idx_domain_events_activity_id']],
  ['by tags', ['idx_domain_events_tags']],
  ['by user', ['idx_domain_events_user_id']],
  ['by correlation id', ['idx_domain_events_correlation_id']],
  ['errors in the metadata', ['idx_domain_events_metadata_error']],
  ['errors and retries', ['idx_domain_events_metadata_error']],
  [
    'fast queries',
    [
      'idx_domain_events_workflow_id',
      'idx_domain_events_workflow_type',
      'idx_domain_events_activity_id',
    ],
  ],
  ['retention', ['idx_domain_events_created_at']],
];

test.each(documented)('the documented SQL "%s" uses %s', async (name, indexes) => {
  const folder = join(import.meta.dirname, '../fixtures');
  const block = ['triggering-workflows.sql', 'event-metadata-schema.sql']
    .flatMap((file) => readFixture(join(folder, file)))
    .find((candidate) => candidate.name === name);
  // Nobody may run the retention's DELETE, but its WHERE clause is what a report would ask.
  const statements = block?.statements.map((text) =>
    text.replace('event-uuid', uuidOf('none')).replace(/^DELETE/m, 'SELECT *'),
  );
  plans = [];
  for (const text of statements ?? []) await explaining(pool).query({ text });
  expect(usedBy(plans)).toEqual({ indexes, scans: [] });
});

test('the workflow of an event is found by its primary key', async () => {
  const [event] = (await queries.getEventsForWorkflow(workflowId)).events;
  plans = [];
  expect(await queries.findWorkflowForEvent(event?.id ?? '')).toMatchObject({
    workflow_id: workflowId,
  });
  expect(usedBy(plans)).toEqual({ indexes: ['domain_events_pkey'], scans: [] });
});

test('a tag that nearly every event carries is read in order, not collected and sorted', async () => {
  plans = [];
  expect((await queries.listEventsWithTags(['production'])).events).toHaveLength(100);
  expect(usedBy(plans)).toEqual({ indexes: ['domain_events_sequence_number_key'], scans: [] });
});

test('the next page goes on in the index', async () => {
  const first = await queries.listEventsForUser(uuidOf('user 321'), { limit: 3 });
  plans = [];
  const second = await queries.listEventsForUser(uuidOf('user 321'), {
    limit: 3,
    cursor: first.next_cursor,
  });
  expect(second.events).toHaveLength(3);
  expect(plans[0]?.conditions.join()).toMatch(/user_id.*AND \(sequence_number < /s);
});

test('the planner knows how rare a workflow is on a table of any size', async () => {
  // The same rows, said to be a thousand times as many: where the plan would turn without statistics.
  await using admin = await adminClient();
  await admin.query(
    `UPDATE pg_class SET reltuples = reltuples * 1000 WHERE oid = 'domain_events'::regclass`,
  );
  try {
    plans = [];
    await queries.getEventsForWorkflow(workflowId);
    await queries.listEventsForRun(uuidOf('run 1'));
    await queries.listEventsForActivity('noActivity');
    await queries.listEventsWithTags(['none']);
    expect(usedBy(plans)).toEqual({
      indexes: ['workflow_id', 'workflow_run_id', 'activity_id', 'tags'].map(
        (name) => `idx_domain_events_${name}`,
      ),
      scans: [],
    });
  } finally {
    await admin.query('ANALYZE domain_events');
  }
});

test('the status of an event reads no table whole', async () => {
  const [event] = (await queries.getEventsForWorkflow(workflowId)).events;
  await using admin = await adminClient();
  const notices: string[] = [];
  admin.on('notice', ({ message = '' }) => notices.push(message));
  await admin.query(`
    LOAD 'auto_explain';
    SET auto_explain.log_min_duration = 0;
    SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_format = json;
    SET client_min_messages = log`);
  await admin.query(`SELECT status FROM event_status('${event?.id}')`);
  const nested = notices
    .map((notice) => notice.slice(notice.indexOf('{')))
    .filter((plan) => plan.includes('public.domain_events'))
    .map((plan) => parsePlan([JSON.parse(plan)]));
  const { indexes, scans } = usedBy(nested);
  expect(indexes).toContain('domain_events_pkey');
  expect(indexes).toContain('idx_domain_events_workflow_type');
  expect(scans).toEqual([]);
});

/** Routes are a handful: how they are read does not matter. */
function usedBy(uses: readonly PlanUse[]): Pick<PlanUse, 'indexes' | 'scans'> {
  return {
    indexes: [...new Set(uses.flatMap(({ indexes }) => indexes))].filter(
      (index) => index !== 'workflow_route_pkey',
    ),
    scans: uses.flatMap(({ scans }) => scans).filter((table) => table !== 'workflow_route'),
  };
}

/** Explains every statement, with its values, before it sends it on. */
function explaining(connections: Pool): Pool {
  const query = async ({ text, values = [] }: QueryConfig<unknown[]>) => {
    const { rows } = await connections.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    });
    plans.push(parsePlan(rows[0]?.['QUERY PLAN']));
    return connections.query({ text, values });
  };
  return Object.assign(Object.create(connections), { query });
}

async function adminClient(): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.end() });
}

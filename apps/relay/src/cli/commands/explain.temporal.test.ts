import { randomUUID } from 'node:crypto';

import { temporalAddress, uniqueTaskQueue } from '@a4c/test-harness';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { EventStory } from '../explain/event-story.ts';
import {
  bootstrapType,
  type CliFixture,
  createCliFixture,
  startCommand,
} from '../testing/cli-fixture.ts';

let cli: CliFixture;
let connection: Connection;
const taskQueue = uniqueTaskQueue();
beforeAll(async () => {
  cli = await createCliFixture();
  connection = await Connection.connect({ address: temporalAddress() });
  await cli
    .as('owner')
    .query("UPDATE workflow_route SET task_queue = $1 WHERE kind = 'start'", [taskQueue]);
});
afterAll(async () => {
  await connection.close();
  await cli[Symbol.asyncDispose]();
});

async function explain(id: string, address = temporalAddress()): Promise<EventStory> {
  const { code, out, err } = await cli.run(['explain', id, '--json'], {
    env: { TEMPORAL_ADDRESS: address },
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).not.toContain('Payload');
  return JSON.parse(out);
}

/** Runs a relay until the condition holds; the real one, from the same bin. */
async function relayUntil(condition: () => Promise<boolean>): Promise<void> {
  const relay = startCommand(['run'], {
    DATABASE_URL: cli.urlOf('relay'),
    TEMPORAL_ADDRESS: temporalAddress(),
    A4C_RELAY_HEALTH_PORT: '0',
  });
  await expect.poll(() => relay.seen.out, { timeout: 20_000 }).toContain('"msg":"ready"');
  await expect.poll(condition, { timeout: 20_000 }).toBe(true);
  relay.kill('SIGTERM');
  expect(await relay.ended).toMatchObject({ code: 0 });
}

async function isProcessed(id: string): Promise<boolean> {
  return (await cli.count(`domain_events WHERE id = '${id}' AND processed_at IS NOT NULL`)) === 1;
}

test('an event from its insertion to its running workflow, and what that emitted', async () => {
  const [id = ''] = await cli.insert();
  const waiting = await explain(id);
  expect(waiting).toMatchObject({
    event: { id, type: bootstrapType, status: 'queued' },
    queued: { attempts: 0, queue: 'plain' },
    waits_because: ['No relay runs. Start one with "a4c-relay run".'],
    workflow: { kind: 'unknown' },
    emitted_events: [],
  });

  await relayUntil(() => isProcessed(id));
  const workflowId = waiting.route?.workflow_id ?? '';
  const emitted = randomUUID();
  await cli.as('worker').query(
    `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     VALUES ($1, 'user.created', 'user', $2, '{"email": "payload@acme.example"}', $3)`,
    [
      emitted,
      randomUUID(),
      {
        timestamp: '2026-01-01T00:00:00.000Z',
        workflow_id: workflowId,
        workflow_run_id: randomUUID(),
        workflow_type: 'organizationBootstrapWorkflow',
        activity_id: 'createUserActivity',
      },
    ],
  );
  const started = await explain(id);
  expect(started).toMatchObject({
    event: { status: 'started', workflow_id: workflowId },
    waits_because: [],
    workflow: {
      kind: 'known',
      workflow_id: workflowId,
      status: 'running',
      type: 'organizationBootstrapWorkflow',
      task_queue: taskQueue,
      run_id: started.event.workflow_run_id,
      closed_at: null,
      workers: 0,
    },
    emitted_events: [{ id: emitted, type: 'user.created', activity_id: 'createUserActivity' }],
  });
  expect(started.queued).toBeUndefined();

  const { out } = await cli.run(['explain', id], { env: { TEMPORAL_ADDRESS: temporalAddress() } });
  expect(out).toMatch(
    / inserted\n[\s\S]* started org-bootstrap-[\s\S]* emitted user\.created [0-9a-f-]{36} by createUserActivity\n/,
  );
  expect(out).toContain(`${workflowId} is running, run ${started.event.workflow_run_id}`);
  expect(out).toContain(`No worker polls task queue ${taskQueue}.`);

  // The emitted event has started nothing: its emitter's workflow is not its own.
  expect(await explain(emitted)).toMatchObject({
    event: { status: 'starts_nothing' },
    emitted_events: [],
  });

  await connection.workflowService.terminateWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
  });
  expect((await explain(id)).workflow).toMatchObject({
    status: 'terminated',
    closed_at: expect.any(String),
    workers: null,
  });
});

test('attempts, dead letters and reprocessings are told in order', async () => {
  const [id = ''] = await cli.insert();
  await cli.failOnce(id);
  expect((await explain(id)).waits_because).toContainEqual(
    expect.stringMatching(/backs off: available in \d+ s/),
  );
  await cli.giveUp([id]);
  expect((await explain(id)).waits_because).toEqual([
    `It was given up. "a4c-relay dead-letters retry ${id}" starts it after all.`,
  ]);
  await cli.run(['dead-letters', 'retry', id, '--yes']);
  await cli.run(['pause', bootstrapType]);
  const story = await explain(id);
  await cli.run(['resume', bootstrapType]);
  expect(story).toMatchObject({
    attempts: [
      { outcome: 'failed', code: 'INTERNAL' },
      { outcome: 'dead_lettered', code: 'input_too_large' },
    ],
    dead_letters: [{ resolution: 'reprocessed' }],
    reprocessings: [{ by: 'a4c_operator_login', outcome: null }],
    waits_because: expect.arrayContaining([
      `Its route is paused. "a4c-relay resume ${bootstrapType}" goes on.`,
    ]),
  });
  const { out } = await cli.run(['explain', id], { env: { TEMPORAL_ADDRESS: temporalAddress() } });
  // The last attempt and the dead letter are written together: either may be a millisecond later.
  expect(out).toMatch(
    / inserted\n.* attempt failed: INTERNAL: boom\n[\s\S]* given up: input_too_large\n[\s\S]* queued again by a4c_operator_login\n/,
  );
});

test('Temporal that cannot be reached does not keep the rest from being told', async () => {
  const [id = ''] = await cli.insert();
  expect(await explain(id, '127.0.0.1:1')).toMatchObject({
    event: { status: 'queued' },
    workflow: { kind: 'unreachable', address: '127.0.0.1:1', reason: expect.any(String) },
  });
  const { code, out } = await cli.run(['explain', id], {
    env: { TEMPORAL_ADDRESS: '127.0.0.1:1' },
  });
  expect(code).toBe(0);
  expect(out).toMatch(/Temporal cannot be reached at 127\.0\.0\.1:1: .*\n +Check TEMPORAL_ADDRESS/);
});

test('a namespace that is not there is no workflow that is not there', async () => {
  const [id = ''] = await cli.insert();
  const { out } = await cli.run(['explain', id, '--json'], {
    env: { TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: 'none' },
  });
  const story: EventStory = JSON.parse(out);
  expect(story.workflow).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringMatching(/namespace/i),
  });
});

test('an id that no event has is told', async () => {
  const id = randomUUID();
  expect(await cli.run(['explain', id])).toMatchObject({
    code: 1,
    err: `error: There is no event ${id} in this database. Check the id, and DATABASE_URL.\n`,
  });
});

async function examine(TEMPORAL_ADDRESS: string): Promise<string | undefined> {
  const { out } = await cli.run(['doctor', '--json'], { env: { TEMPORAL_ADDRESS } });
  return out.split('\n').find((line) => line.includes('"check":"Temporal"'));
}

test('doctor asks Temporal as well', async () => {
  expect(await examine(temporalAddress())).toContain('"status":"ok"');
  expect(await examine('127.0.0.1:1')).toContain('"status":"fail"');
});

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

import { temporalAddress } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCuttableProxy, createRelayFixture, told } from './testing/relay-fixture.ts';

let fixture: Awaited<ReturnType<typeof createRelayFixture>>;
beforeAll(async () => {
  fixture = await createRelayFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('a raw INSERT by a service role starts its workflow, and the row carries id and run id', async () => {
  await using relay = fixture.startRelay();
  await once(relay.lifecycle, 'listening');
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);

  const event = await fixture.findEvent(id);
  const workflowId = `org-bootstrap-${aggregate_id}`;
  expect(event.event_metadata).toMatchObject({
    workflow_id: workflowId,
    workflow_type: 'organizationBootstrapWorkflow',
    tags: ['test'],
  });
  await expect
    .poll(() => fixture.runsOf(workflowId))
    .toEqual([event.event_metadata['workflow_run_id']]);
  expect(event).toMatchObject({ processing_error: null, retry_count: 0 });
  expect(event.processed_at).toBeInstanceOf(Date);
  expect(await fixture.statusOf(id)).toBe('started');
  expect(relay.readiness()).toEqual({ ready: true, reasons: [] });
});

test('a second event for the same organization attaches to its workflow', async () => {
  await using relay = fixture.startRelay();
  const aggregateId = randomUUID();
  const first = await fixture.insertBootstrap({ aggregateId });
  await told(relay, 'acknowledged', first.id);
  const second = await fixture.insertBootstrap({ aggregateId });
  await told(relay, 'acknowledged', second.id);

  const [one, two] = await Promise.all([fixture.findEvent(first.id), fixture.findEvent(second.id)]);
  expect(two.event_metadata['workflow_run_id']).toBe(one.event_metadata['workflow_run_id']);
  await expect.poll(() => fixture.runsOf(`org-bootstrap-${aggregateId}`)).toHaveLength(1);
});

test('two events for one organization in one transaction start one workflow', async () => {
  const aggregateId = randomUUID();
  const [first, second] = [
    await fixture.insertBootstrap({ aggregateId }),
    await fixture.insertBootstrap({ aggregateId }),
  ];
  await using relay = fixture.startRelay();
  await Promise.all([
    told(relay, 'acknowledged', first.id),
    told(relay, 'acknowledged', second.id),
  ]);
  await expect.poll(() => fixture.runsOf(`org-bootstrap-${aggregateId}`)).toHaveLength(1);
});

test('reprocessing attaches to a running workflow', async () => {
  await using relay = fixture.startRelay();
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  const before = await fixture.findEvent(id);
  await fixture.reprocess(id);
  await told(relay, 'acknowledged', id, 2);
  const after = await fixture.findEvent(id);
  expect(after.event_metadata).toEqual(before.event_metadata);
  await expect.poll(() => fixture.runsOf(`org-bootstrap-${aggregate_id}`)).toHaveLength(1);
});

test('reprocessing attaches to a completed workflow', async () => {
  await using relay = fixture.startRelay();
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  await fixture.completeBootstrap(aggregate_id);
  await fixture.reprocess(id);
  await told(relay, 'acknowledged', id, 2);
  const event = await fixture.findEvent(id);
  await expect
    .poll(() => fixture.runsOf(`org-bootstrap-${aggregate_id}`))
    .toEqual([event.event_metadata['workflow_run_id']]);
});

test('reprocessing starts a new run of a workflow that failed', async () => {
  await using relay = fixture.startRelay();
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  const before = await fixture.findEvent(id);
  const workflowId = `org-bootstrap-${aggregate_id}`;
  await fixture.temporal.terminateWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
  });
  await fixture.reprocess(id);
  await told(relay, 'acknowledged', id, 2);
  const after = await fixture.findEvent(id);
  expect(after.event_metadata['workflow_run_id']).not.toBe(
    before.event_metadata['workflow_run_id'],
  );
  await expect.poll(() => fixture.runsOf(workflowId)).toHaveLength(2);
});

test('an event written while Temporal is down waits, says so, and starts when it is back', async () => {
  await using proxy = await createCuttableProxy(temporalAddress());
  await using relay = fixture.startRelay({}, proxy.address);
  await once(relay.lifecycle, 'listening');
  const { id } = await fixture.insertBootstrap();
  await told(relay, 'failed', id);

  const waiting = await fixture.findEvent(id);
  expect(waiting.processing_error).toMatch(/^Temporal server unavailable: /);
  expect(waiting.event_metadata['processing_error']).toBe(waiting.processing_error);
  expect(waiting.retry_count).toBeGreaterThan(0);
  expect(waiting.processed_at).toBeNull();
  expect(await fixture.statusOf(id)).toBe('retrying');
  expect(relay.readiness()).toMatchObject({
    ready: false,
    reasons: [expect.stringMatching(/^Temporal does not answer/)],
  });

  const acknowledged = told(relay, 'acknowledged', id);
  proxy.up();
  await acknowledged;
  const started = await fixture.findEvent(id);
  expect(started.processing_error).toBeNull();
  expect(started.event_metadata).not.toHaveProperty('processing_error');
  const { rows } = await fixture.owner.query(
    'SELECT outcome, count(*) > 0 AS kept FROM workflow_attempt WHERE event_id = $1 GROUP BY outcome',
    [id],
  );
  expect(rows).toEqual([{ outcome: 'outage', kept: true }]);
});

test('a start whose answer is lost is found again, with its run id', async () => {
  await using proxy = await createCuttableProxy(temporalAddress());
  proxy.up();
  await using relay = fixture.startRelay({}, proxy.address);
  await once(relay.lifecycle, 'listening');
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  await relay.stop();
  const runs = [(await fixture.findEvent(id)).event_metadata['workflow_run_id']];
  await fixture.forgetAcknowledgement(id);

  await using next = fixture.startRelay();
  const recovered = once(next.lifecycle, 'recovered');
  await told(next, 'acknowledged', id);
  await recovered;
  await expect.poll(() => fixture.runsOf(`org-bootstrap-${aggregate_id}`)).toEqual(runs);
  expect((await fixture.findEvent(id)).event_metadata['workflow_run_id']).toBe(runs[0]);
});

test("an activity's event that starts a workflow keeps its emitter as the parent", async () => {
  await using relay = fixture.startRelay();
  const parent = {
    workflow_id: 'parent-1',
    workflow_run_id: randomUUID(),
    workflow_type: 'parentWorkflow',
    activity_id: 'parentActivity',
  };
  const { id, aggregate_id } = await fixture.insertBootstrap({ metadata: parent });
  await told(relay, 'acknowledged', id);
  expect((await fixture.findEvent(id)).event_metadata).toMatchObject({
    workflow_id: `org-bootstrap-${aggregate_id}`,
    parent_workflow_id: 'parent-1',
    parent_workflow_run_id: parent.workflow_run_id,
    parent_workflow_type: 'parentWorkflow',
    activity_id: 'parentActivity',
  });
});

test('inputs of 3 and 5 MB become dead letters with their sizes; 1 MB and neighbours start', async () => {
  const [small, one, three, five] = [
    await fixture.insertBootstrap(),
    await fixture.insertBootstrap(padding(1_000_000)),
    await fixture.insertBootstrap(padding(3_000_000)),
    await fixture.insertBootstrap(padding(5_000_000)),
  ];
  await using relay = fixture.startRelay();
  await Promise.all([
    told(relay, 'acknowledged', small.id),
    told(relay, 'acknowledged', one.id),
    told(relay, 'deadLettered', three.id),
    told(relay, 'deadLettered', five.id),
  ]);
  const { rows } = await fixture.owner.query(
    'SELECT code, reason FROM dead_letter WHERE event_id = ANY ($1) ORDER BY id',
    [[three.id, five.id]],
  );
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toMatchObject({
      code: 'input_too_large',
      reason: expect.stringMatching(/has [35]\d{6} bytes, Temporal takes 2097152\./),
    });
  }
  expect(await fixture.statusOf(three.id)).toBe('dead_lettered');
  expect(relay.readiness().ready).toBe(true);
});

test('reprocessing a dead letter queues it again and resolves the letter', async () => {
  const { id } = await fixture.insertBootstrap({ metadata: { padding: 'x'.repeat(3_000_000) } });
  await using relay = fixture.startRelay();
  await told(relay, 'deadLettered', id);
  await fixture.reprocess(id);
  await told(relay, 'deadLettered', id, 2);
  const { rows } = await fixture.owner.query(
    'SELECT resolution FROM dead_letter WHERE event_id = $1 ORDER BY id',
    [id],
  );
  expect(rows).toEqual([{ resolution: 'reprocessed' }, { resolution: null }]);
});

test('a workflow type that no worker knows is started and visible, its neighbours unaffected', async () => {
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await fixture.owner.query(
    "UPDATE workflow_route SET workflow_type = 'nobodyKnowsWorkflow' WHERE event_type = 'organization.bootstrap_initiated'",
  );
  await using relay = fixture.startRelay();
  await told(relay, 'acknowledged', id);
  await fixture.owner.query(
    "UPDATE workflow_route SET workflow_type = 'organizationBootstrapWorkflow' WHERE event_type = 'organization.bootstrap_initiated'",
  );
  const neighbour = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', neighbour.id);
  const { workflowExecutionInfo } = await fixture.temporal.describeWorkflowExecution({
    namespace: 'default',
    execution: { workflowId: `org-bootstrap-${aggregate_id}` },
  });
  expect(workflowExecutionInfo?.type?.name).toBe('nobodyKnowsWorkflow');
});

test("a route's priority and an event's fairness key reach Temporal", async () => {
  const route = "WHERE event_type = 'organization.bootstrap_initiated'";
  await fixture.owner.query(
    `UPDATE workflow_route SET priority = 2, fairness_key_template = 'tier-{event_data.tier}' ${route}`,
  );
  await using relay = fixture.startRelay();
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  await fixture.owner.query(
    `UPDATE workflow_route SET priority = 3, fairness_key_template = NULL ${route}`,
  );
  const { workflowExecutionInfo } = await fixture.temporal.describeWorkflowExecution({
    namespace: 'default',
    execution: { workflowId: `org-bootstrap-${aggregate_id}` },
  });
  expect(workflowExecutionInfo?.priority).toMatchObject({
    priorityKey: 2,
    fairnessKey: 'tier-free',
  });
});

test('a missing namespace is the operator’s to mend: nothing is counted, the reason is told', async () => {
  await using relay = fixture.startRelay({}, temporalAddress(), `missing-${randomUUID()}`);
  const suspended = once(relay.lifecycle, 'suspended');
  await once(relay.lifecycle, 'listening');
  const { id } = await fixture.insertBootstrap();
  expect((await suspended)[0]).toMatchObject({ cause: 'configuration' });
  expect(await fixture.findEvent(id)).toMatchObject({ retry_count: 0, processing_error: null });
  expect(relay.readiness()).toMatchObject({
    ready: false,
    reasons: [expect.stringContaining('TEMPORAL_NAMESPACE')],
  });
  await relay.stop();
  await using right = fixture.startRelay();
  await told(right, 'acknowledged', id);
});

function padding(bytes: number) {
  return { metadata: { padding: 'x'.repeat(bytes) } };
}

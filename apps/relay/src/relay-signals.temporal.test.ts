import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createRelayFixture, told } from './testing/relay-fixture.ts';

let fixture: Awaited<ReturnType<typeof createRelayFixture>>;
beforeAll(async () => {
  fixture = await createRelayFixture();
  await fixture.routeSignals();
});
afterAll(() => fixture[Symbol.asyncDispose]());

const quickly = { baseBackoffMs: 1, maxBackoffMs: 10 };

/** A bootstrap that runs, without a worker. */
async function startWorkflow(relay: ReturnType<typeof fixture.startRelay>) {
  const { id, aggregate_id } = await fixture.insertBootstrap();
  await told(relay, 'acknowledged', id);
  return { aggregateId: aggregate_id, workflowId: `org-bootstrap-${aggregate_id}`, startId: id };
}

test("a signal reaches the running workflow with the event as its argument, and carries the start's run", async () => {
  await using relay = fixture.startRelay();
  const { aggregateId, workflowId, startId } = await startWorkflow(relay);
  const { id } = await fixture.insertSignal(aggregateId);
  await told(relay, 'acknowledged', id);

  const [signal, ...others] = await fixture.signalsOf(workflowId);
  expect(others).toEqual([]);
  expect(signal).toEqual({
    name: 'ownerAssigned',
    input: {
      event_id: id,
      event_type: 'organization.owner_assigned',
      event_version: 1,
      aggregate_id: aggregateId,
      data: { user_id: expect.any(String) },
      metadata: { timestamp: expect.any(String) },
    },
  });
  const [event, start] = await Promise.all([fixture.findEvent(id), fixture.findEvent(startId)]);
  expect(event.event_metadata).toMatchObject({
    workflow_id: workflowId,
    workflow_run_id: start.event_metadata['workflow_run_id'],
    workflow_type: 'organizationBootstrapWorkflow',
  });
  expect(event.processed_at).toBeInstanceOf(Date);
  expect(await fixture.statusOf(id)).toBe('started');
  expect(await fixture.runsOf(workflowId)).toHaveLength(1);
});

test('each of two signals to one workflow is delivered', async () => {
  await using relay = fixture.startRelay();
  const { aggregateId, workflowId } = await startWorkflow(relay);
  const signals = [
    await fixture.insertSignal(aggregateId),
    await fixture.insertSignal(aggregateId),
  ];
  await Promise.all(signals.map(({ id }) => told(relay, 'acknowledged', id)));
  const received = await fixture.signalsOf(workflowId);
  expect(received.map(({ input }) => input.event_id).toSorted()).toEqual(
    signals.map(({ id }) => id).toSorted(),
  );
});

test.each(['still runs', 'has completed'])(
  'a relay that dies between signal and acknowledgement signals once; the workflow %s',
  async (state) => {
    await using relay = fixture.startRelay();
    const { aggregateId, workflowId } = await startWorkflow(relay);
    const { id } = await fixture.insertSignal(aggregateId);
    await told(relay, 'acknowledged', id);
    await relay.stop();
    const before = await fixture.findEvent(id);
    if (state === 'has completed') await fixture.completeBootstrap(aggregateId);
    await fixture.forgetAcknowledgement(id);

    await using next = fixture.startRelay();
    await told(next, 'acknowledged', id);
    expect(await fixture.signalsOf(workflowId)).toHaveLength(1);
    expect((await fixture.findEvent(id)).event_metadata).toEqual(before.event_metadata);
  },
);

test('a reprocessed signal keeps its request id: the run does not take it twice', async () => {
  await using relay = fixture.startRelay();
  const { aggregateId, workflowId } = await startWorkflow(relay);
  const { id } = await fixture.insertSignal(aggregateId);
  await told(relay, 'acknowledged', id);
  await fixture.reprocess(id);
  await told(relay, 'acknowledged', id, 2);
  expect(await fixture.signalsOf(workflowId)).toHaveLength(1);
});

test('a signal that finds no workflow is tried a few times, then a dead letter that says so', async () => {
  await using relay = fixture.startRelay(quickly);
  const neighbour = await fixture.insertBootstrap();
  const { id } = await fixture.insertSignal(randomUUID());
  await Promise.all([told(relay, 'deadLettered', id), told(relay, 'acknowledged', neighbour.id)]);
  const { rows } = await fixture.owner.query(
    'SELECT code, reason, attempts FROM dead_letter WHERE event_id = $1',
    [id],
  );
  expect(rows).toEqual([
    {
      code: 'no_running_workflow',
      reason: expect.stringMatching(/^Given up after 5 attempts, .* No workflow runs with the id/),
      attempts: 5,
    },
  ]);
  expect(await fixture.statusOf(id)).toBe('dead_lettered');
  expect(relay.readiness().ready).toBe(true);
});

test('a signal to a workflow that has closed is a dead letter; reprocessed for a new run it arrives', async () => {
  await using relay = fixture.startRelay(quickly);
  const { aggregateId, workflowId, startId } = await startWorkflow(relay);
  await fixture.temporal.terminateWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
  });
  const { id } = await fixture.insertSignal(aggregateId);
  await told(relay, 'deadLettered', id);
  expect((await fixture.findEvent(id)).processing_error).toContain('already completed');

  await fixture.reprocess(startId);
  await told(relay, 'acknowledged', startId, 2);
  await fixture.reprocess(id);
  await told(relay, 'acknowledged', id);
  expect(await fixture.signalsOf(workflowId)).toHaveLength(1);
});

test('a signal that is committed together with its start is delivered after it, without a failed attempt', async () => {
  const aggregateId = randomUUID();
  const service = await fixture.service.connect();
  await service.query('BEGIN');
  // The signal first: the order of the rows must not matter.
  const signal = await fixture.insertSignal(aggregateId, service);
  const start = await fixture.insertBootstrap({ aggregateId }, service);
  await service.query('COMMIT');
  service.release();
  await using relay = fixture.startRelay();
  await Promise.all([
    told(relay, 'acknowledged', start.id),
    told(relay, 'acknowledged', signal.id),
  ]);
  expect(await fixture.signalsOf(`org-bootstrap-${aggregateId}`)).toHaveLength(1);
  expect((await fixture.findEvent(signal.id)).retry_count).toBe(0);
});

test('a signal waits as long as the start of its workflow is queued, and holds nobody back', async () => {
  const aggregateId = randomUUID();
  const start = await fixture.insertBootstrap({ aggregateId });
  await fixture.owner.query(
    "UPDATE workflow_dispatch SET available_at = 'infinity' WHERE event_id = $1",
    [start.id],
  );
  const signal = await fixture.insertSignal(aggregateId);
  const neighbour = await fixture.insertBootstrap();
  await using relay = fixture.startRelay(quickly);
  await told(relay, 'acknowledged', neighbour.id);
  await once(relay.lifecycle, 'idle');
  expect(await fixture.findEvent(signal.id)).toMatchObject({ processed_at: null, retry_count: 0 });
  await fixture.owner.query('UPDATE workflow_dispatch SET available_at = clock_timestamp()');
  await told(relay, 'acknowledged', signal.id);
});

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Loop, startLoop } from './start-loop.ts';

let loop: Loop;
beforeAll(async () => {
  loop = await startLoop();
});
afterAll(() => loop[Symbol.asyncDispose]());

test('a request becomes a row, a workflow, and events that can be traced both ways', async () => {
  const { status, event_id, organization_id } = await loop.requestOrganization(
    { name: 'Acme Corp', slug: 'acme', owner_email: 'owner@acme.example' },
    { 'x-correlation-id': 'trace-loop-1' },
  );
  expect(status).toBe(202);
  await loop.until("(SELECT status FROM event_status($1)) = 'completed'", [event_id]);

  const { rows } = await loop.owner.query(
    `SELECT event_type, event_metadata->>'activity_id' AS activity,
       event_metadata->>'correlation_id' AS correlation_id,
       event_metadata->>'workflow_id' = 'org-bootstrap-' || $1 AS linked,
       count(*) OVER (PARTITION BY event_metadata->>'workflow_run_id')::int AS in_run
     FROM domain_events WHERE event_metadata->>'workflow_id' = 'org-bootstrap-' || $1
     ORDER BY sequence_number`,
    [organization_id],
  );
  const common = { correlation_id: 'trace-loop-1', linked: true, in_run: 5 };
  expect(rows).toEqual([
    { event_type: 'organization.bootstrap_initiated', activity: null, ...common },
    { event_type: 'user.created', activity: 'createOwnerActivity', ...common },
    { event_type: 'organization.owner_assigned', activity: 'assignOwnerActivity', ...common },
    {
      event_type: 'organization.welcome_email_sent',
      activity: 'sendWelcomeEmailActivity',
      ...common,
    },
    { event_type: 'organization.created', activity: 'activateOrganizationActivity', ...common },
  ]);

  const asked = await fetch(`${loop.stack.edgeUrl}/events/${event_id}`, {
    headers: { authorization: `Bearer ${loop.stack.token}` },
  });
  expect(await asked.json()).toMatchObject({ status: 'completed' });
});

test('a workflow that fails says at which stage; reprocessing after the cause is gone completes it', async () => {
  await loop.requestOrganization({
    name: 'First',
    slug: 'wanted',
    owner_email: 'first@acme.example',
  });
  await loop.until(
    "EXISTS (SELECT FROM organizations_projection WHERE slug = 'wanted' AND status = 'active')",
  );
  const { event_id } = await loop.requestOrganization({
    name: 'Second',
    slug: 'wanted',
    owner_email: 'second@acme.example',
  });
  await loop.until("(SELECT status FROM event_status($1)) = 'failed'", [event_id]);
  const failed = await loop.owner.query(
    `SELECT f.event_data->>'stage' AS stage FROM domain_events f, domain_events e
     WHERE e.id = $1 AND f.event_type = 'organization.bootstrap_failed'
       AND f.event_metadata->>'workflow_id' = e.event_metadata->>'workflow_id'`,
    [event_id],
  );
  expect(failed.rows).toEqual([{ stage: 'create_organization' }]);

  await loop.owner.query(
    "UPDATE organizations_projection SET slug = 'given-up' WHERE slug = 'wanted'",
  );
  await loop.owner.query(
    'UPDATE domain_events SET processed_at = NULL, retry_count = 0, processing_error = NULL WHERE id = $1',
    [event_id],
  );
  await loop.until("(SELECT status FROM event_status($1)) = 'completed'", [event_id]);
  const stored = await loop.storedRuns([event_id]);
  const [workflowId = ''] = stored.keys();
  await expect.poll(async () => (await loop.listRuns()).get(workflowId)).toHaveLength(2);
});

test('a worker killed in the middle of workflows neither loses nor repeats an event', async () => {
  const ids = await loop.insertEvents(20);
  await loop.until('(SELECT count(*) FROM domain_events WHERE event_type = $1) > 4', [
    'organization.owner_assigned',
  ]);
  loop.stack.apps.worker?.kill('SIGKILL');
  await loop.stack.apps.worker?.exited;
  await loop.stack.startApp('worker');
  await loop.until(
    "(SELECT bool_and(s.status = 'completed') FROM unnest($1::uuid[]) id, event_status(id) s)",
    [ids],
  );
  const { rows } = await loop.owner.query(
    `SELECT event_metadata->>'workflow_id' AS workflow, event_type, count(*)::int AS times
     FROM domain_events GROUP BY 1, 2 HAVING count(*) > 1`,
  );
  expect(rows).toEqual([]);
});

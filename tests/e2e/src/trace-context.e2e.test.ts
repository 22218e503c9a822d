import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts';
import { type Loop, startLoop } from './start-loop.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerSpanId = '00f067aa0ba902b7';

let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let loop: Loop;
const lines: string[] = [];
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  loop = await startLoop({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '50' },
    appLog: (_, line) => lines.push(line),
  });
});
afterAll(async () => {
  await loop[Symbol.asyncDispose]();
  await receiver.stop();
});

test('one trace leads from the request through relay, workflow and activities to the events that they emit', async () => {
  const { event_id, organization_id } = await loop.requestOrganization(
    { name: 'Marker Traced Corp', slug: 'traced', owner_email: 'owner@traced.example' },
    { traceparent: `00-${traceId}-${callerSpanId}-01` },
  );
  await loop.until("(SELECT status FROM event_status($1)) = 'completed'", [event_id]);
  const names = [
    'StartWorkflow:organizationBootstrapWorkflow',
    'RunWorkflow:organizationBootstrapWorkflow',
    'StartActivity:activateOrganizationActivity',
    'RunActivity:activateOrganizationActivity',
  ];
  const missing = () => names.filter((name) => spanOf(name) === undefined);
  await expect.poll(missing, { timeout: 20_000 }).toEqual([]);

  const start = spanOf('StartWorkflow:organizationBootstrapWorkflow');
  expect(start).toMatchObject({ service: 'a4c-relay', parentSpanId: callerSpanId });
  expect(textsOf(start)).toMatchObject({
    'a4c.event_id': event_id,
    'a4c.event_type': 'organization.bootstrap_initiated',
    temporalWorkflowId: `org-bootstrap-${organization_id}`,
    'a4c.outcome': 'started',
  });
  const workflow = spanOf('RunWorkflow:organizationBootstrapWorkflow');
  expect(workflow).toMatchObject({ service: 'a4c-worker', parentSpanId: start?.spanId });
  const scheduled = spanOf('StartActivity:activateOrganizationActivity');
  expect(scheduled).toMatchObject({ service: 'a4c-worker', parentSpanId: workflow?.spanId });
  const activity = spanOf('RunActivity:activateOrganizationActivity');
  expect(activity).toMatchObject({ service: 'a4c-worker', parentSpanId: scheduled?.spanId });

  const { rows } = await loop.owner.query<{ event_type: string; traceparent: string | null }>(
    `SELECT event_type, event_metadata->>'traceparent' AS traceparent FROM domain_events
     WHERE event_metadata->>'workflow_id' = 'org-bootstrap-' || $1 ORDER BY sequence_number`,
    [organization_id],
  );
  expect(rows).toHaveLength(5);
  expect(rows.filter(({ traceparent }) => traceparent?.slice(3, 35) !== traceId)).toEqual([]);
  expect(rows.at(-1)).toEqual({
    event_type: 'organization.created',
    traceparent: `00-${traceId}-${activity?.spanId}-01`,
  });
});

test('spans and logs hold ids and codes, never what the event says', () => {
  expect(receiver.bodies.join('\n')).toContain('org-bootstrap-');
  expect([...receiver.bodies, ...lines].filter((text) => text.includes('Marker'))).toEqual([]);
});

test('a collector that is away delays nobody', async () => {
  await receiver.stop();
  const { event_id } = await loop.requestOrganization({
    name: 'Marker Two',
    slug: 'two',
    owner_email: 'owner@two.example',
  });
  await loop.until("(SELECT status FROM event_status($1)) = 'completed'", [event_id]);
  const { rows } = await loop.owner.query<{ traced: boolean }>(
    `SELECT event_metadata ? 'traceparent' AS traced FROM domain_events WHERE id = $1`,
    [event_id],
  );
  // Nobody asked for a trace: it begins with the relay's span.
  expect(rows).toEqual([{ traced: false }]);
});

function spanOf(name: string): ReceivedSpan | undefined {
  return receiver.spans.find((span) => span.name === name && span.traceId === traceId);
}

function textsOf(span: ReceivedSpan | undefined): Record<string, string | undefined> {
  return Object.fromEntries(
    (span?.attributes ?? []).map(({ key, value }) => [key, value.stringValue]),
  );
}

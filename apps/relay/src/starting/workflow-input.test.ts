import type { ClaimedEvent } from '@a4c/database';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { expect, test } from 'vitest';

import { payloadOverheadBytes, workflowInput } from './workflow-input.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const event: ClaimedEvent = {
  event_id: '0b5bfa3e-0000-4000-8000-000000000001',
  sequence_number: '1',
  request_id: '0b5bfa3e-0000-4000-8000-000000000001',
  attempts: 0,
  size_bytes: 10,
  priority: 3,
  fairness_key: null,
  queue: 'plain',
  queue_key: null,
  low_water_mark: null,
  event_type: 'organization.created',
  event_version: 1,
  aggregate_id: '0b5bfa3e-0000-4000-8000-000000000002',
  event_data: '{}',
  event_metadata: '{}',
  correlation_id: null,
  workflow_type: 'someWorkflow',
  workflow_id: 'some-id',
  task_queue: 'queue',
  signal_name: null,
  known_run_id: null,
};

/** As Postgres prints jsonb. */
const texts = [
  '{}',
  '{"name": "Acme \\"Corp\\" \\\\ \\n\\t\\u001f", "tags": ["a", {"b": null}], "is": [true, false]}',
  '{"€": "🙂 ü", "": {"": ""}, "__proto__": {"x": 1}}',
  '{"n": [0, -0.5, 1.0, 1e-7, 123456789012345680000, 0.1, 1.7976931348623157e308, 5e-324]}',
];

test.each(texts)('what a workflow is given is what the event says: %s', (text) => {
  const payload = workflowInput({ ...event, event_data: text, event_metadata: text });
  expect(defaultPayloadConverter.fromPayload(payload)).toEqual({
    event_id: event.event_id,
    event_type: event.event_type,
    event_version: 1,
    aggregate_id: event.aggregate_id,
    data: JSON.parse(text) as unknown,
    metadata: JSON.parse(text) as unknown,
  });
});

test('its encoding is the one of the default payload converter', () => {
  const byConverter = defaultPayloadConverter.toPayload({ any: 'value' });
  expect(workflowInput(event).metadata).toEqual(byConverter.metadata);
});

test.each([10, 200, 20_000, 3_000_000])('its size is never underestimated: %i bytes', (length) => {
  const payload = workflowInput({
    ...event,
    event_data: JSON.stringify({ x: 'y'.repeat(length) }),
  });
  const { Payloads } = temporal.api.common.v1;
  const encoded = Payloads.encode({ payloads: [payload] }).finish().length;
  expect(encoded).toBeLessThanOrEqual(payload.data.length + payloadOverheadBytes);
  expect(encoded).toBeGreaterThan(payload.data.length);
});

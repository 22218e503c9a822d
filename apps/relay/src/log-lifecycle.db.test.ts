import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { logLifecycle } from './log-lifecycle.ts';
import { createRelayLab, type RelayLab, running, times } from './testing/relay-lab.ts';

let lab: RelayLab;
beforeAll(async () => {
  lab = await createRelayLab();
});
afterAll(() => lab[Symbol.asyncDispose]());

test('log lines name event, workflow and correlation, and never hold what an event says', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const [bad, good] = [
    ...(await lab.insert(1, { name: 'S3CRET Corp', correlationId: 'order-17' })),
    ...(await lab.insert(1, { name: 'S3CRET Corp' })),
  ];
  await using relay = lab.createRelay(({ event_id }) =>
    event_id === bad
      ? { kind: 'hopeless', code: 'INVALID_ARGUMENT', message: 'refused' }
      : running(),
  );
  logLifecycle(relay.lifecycle, log);
  const written = Promise.all([times(relay, 'acknowledged', 1), times(relay, 'deadLettered', 1)]);
  relay.start();
  await written;
  await relay.stop();

  const entries = lines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(entries.find(({ msg }) => msg === 'workflow started')).toMatchObject({
    eventId: good,
    eventType: 'organization.bootstrap_initiated',
    workflowId: expect.stringMatching(/^org-bootstrap-/),
    runId: expect.any(String),
    outcome: 'started',
  });
  expect(entries.find(({ msg }) => msg === 'dead letter')).toMatchObject({
    eventId: bad,
    correlationId: 'order-17',
    code: 'INVALID_ARGUMENT',
  });
  expect(lines.join('')).not.toContain('S3CRET');
});

import { temporalAddress } from '@a4c/test-harness';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { logLifecycle } from './log-lifecycle.ts';
import { createRelayMetrics } from './metrics/relay-metrics.ts';
import { createCuttableProxy, createRelayFixture, told } from './testing/relay-fixture.ts';

/** Stands in event data and in a custom field of the metadata, and nowhere else. */
const marker = 'Marker-7d1f';

let fixture: Awaited<ReturnType<typeof createRelayFixture>>;
beforeAll(async () => {
  fixture = await createRelayFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('what an event says stands in no log line, no metric and no row of relay_instance', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  await using proxy = await createCuttableProxy(temporalAddress());
  await using relay = fixture.startRelay({ maxAttempts: 2, maxInputBytes: 1_500 }, proxy.address);
  logLifecycle(relay.lifecycle, log);
  await using metrics = disposable(
    createRelayMetrics({ relay, databaseUrl: fixture.database.urlFor('relay'), version: '0' }),
  );
  const options = { name: marker, metadata: { custom: marker, correlation_id: 'correlation-1' } };

  // Fails while Temporal is away, then starts.
  const started = await fixture.insertBootstrap(options);
  await told(relay, 'failed', started.id);
  proxy.up();
  await told(relay, 'acknowledged', started.id);
  // Attached to that one's run.
  const attached = await fixture.insertBootstrap({ ...options, aggregateId: started.aggregate_id });
  await told(relay, 'acknowledged', attached.id);
  // Given up: too large.
  const large = { ...options.metadata, padding: marker.repeat(200) };
  const hopeless = await fixture.insertBootstrap({ ...options, metadata: large });
  await told(relay, 'deadLettered', hopeless.id);
  // Refused by the database, in the words of its own.
  await fixture.owner.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE check_violation USING MESSAGE = 'refused', DETAIL = NEW.event_data::text; END $$;
     CREATE TRIGGER refuse BEFORE UPDATE ON domain_events FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );
  const refused = await fixture.insertBootstrap(options);
  await told(relay, 'failed', refused.id);

  const { rows } = await fixture.owner.query('SELECT * FROM relay_instance');
  const written = [...lines, await metrics.print(), JSON.stringify(rows)];
  expect(written.filter((text) => text.includes(marker))).toEqual([]);

  const ofStarted = lines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ eventId }) => eventId === started.id);
  const ids = {
    workflowId: `org-bootstrap-${started.aggregate_id}`,
    correlationId: 'correlation-1',
  };
  expect(new Set(ofStarted.map(({ msg }) => msg))).toEqual(
    new Set(['answered', 'workflow not started', 'workflow started']),
  );
  for (const line of ofStarted) expect(line).toMatchObject(ids);
});

function disposable<Stoppable extends { stop(): Promise<void> }>(thing: Stoppable) {
  return Object.assign(thing, { [Symbol.asyncDispose]: () => thing.stop() });
}

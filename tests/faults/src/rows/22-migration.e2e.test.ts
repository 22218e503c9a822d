import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, waitOf } from '../oracle/latency.ts';
import { createWorld } from '../world/create-world.ts';

/**
 * What releases bring, one statement each, as the owner of the schema: columns on the tables that
 * every claim and acknowledgement touches, indexes, functions and checks that are replaced.
 */
const migration = [
  'ALTER TABLE workflow_dispatch ADD COLUMN next_release text',
  "ALTER TABLE workflow_dispatch ADD COLUMN next_default text NOT NULL DEFAULT 'x'",
  'ALTER TABLE workflow_route ADD COLUMN next_release text',
  'ALTER TABLE domain_events ADD COLUMN next_release text',
  'CREATE INDEX idx_next_release ON workflow_dispatch (next_release)',
  'ALTER TABLE domain_events ADD CONSTRAINT next_release CHECK (next_release IS NULL) NOT VALID',
  'ALTER TABLE domain_events VALIDATE CONSTRAINT next_release',
  'ALTER TABLE workflow_dispatch ALTER COLUMN last_error TYPE varchar(2000)',
  `DO $$ BEGIN
     EXECUTE pg_get_functiondef('queue_workflow_starts'::regproc);
     EXECUTE pg_get_functiondef('stamp_new_event'::regproc);
   END $$`,
  'ANALYZE workflow_dispatch',
];

faultTest(
  {
    number: 22,
    fault: 'a migration while a relay of before and one of after it run',
    quick: { 'events/s': 20 },
    full: { 'events/s': 30 },
    timeoutS: { quick: 60, full: 90 },
  },
  async ({ 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const before = await world.startRelay();
    const load = world.startLoad({ perSecond });
    for (const [nth, statement] of migration.entries()) {
      await load.committed(((nth + 1) * perSecond) / 2);
      // An event between two steps meets what the first one left.
      await world.admin.query(`SET ROLE a4c_owner; ${statement}; RESET ROLE`);
    }
    const after = await world.startRelay();
    await load.committed(((migration.length + 6) * perSecond) / 2);
    await load.stop();
    await world.untilDispatched(10_000);
    const { rows } = await world.admin.query<{ failures: number }>(
      'SELECT count(*)::int AS failures FROM workflow_attempt',
    );
    const errors = [before, after].flatMap(({ log }) => log.filter(({ level }) => level >= 50));
    const waits = (await listDeliveries(world.admin, world.ledger)).map((one) => waitOf(one));
    figures({
      'steps of the migration': migration.length,
      'failed attempts': rows[0]?.failures ?? 0,
      'errors logged': errors.length,
      'worst wait ms': Math.max(...waits),
      ...(await world.compare()),
    });
    expect(rows[0]?.failures).toBe(0);
    expect(errors).toEqual([]);
    expect(Math.max(...waits)).toBeLessThan(5_000);
  },
);

import { once } from 'node:events';

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import {
  createBarrier,
  createRelayLab,
  type RelayLab,
  running,
  times,
} from '../testing/relay-lab.ts';

let lab: RelayLab;
beforeAll(async () => {
  lab = await createRelayLab();
});
afterAll(() => lab[Symbol.asyncDispose]());
afterEach(async () => {
  await lab.owner.query('DELETE FROM workflow_dispatch');
});

/** The machine may be busy with other things. */
const patiently = { timeout: 10_000 };

test('when Temporal is frozen, claims end, rows are leased by time, and late answers are written', async () => {
  const thawed = createBarrier();
  await using relay = lab.createRelay(async () => {
    await thawed.passed;
    return running();
  });
  const late: number[] = [];
  relay.lifecycle.on('late', ({ inFlight }) => late.push(inFlight));
  const postponed = once(relay.lifecycle, 'late');
  relay.start();
  await lab.insert(100);
  await postponed;
  await expect
    .poll(async () => {
      const { rows } = await lab.owner.query<{ leased: number; held: number }>(
        `SELECT count(*) FILTER (WHERE available_at > clock_timestamp() + interval '5 seconds')::int AS leased
         FROM workflow_dispatch`,
      );
      return rows[0]?.leased;
    }, patiently)
    .toBeGreaterThan(0);
  // No transaction waits for Temporal.
  await expect
    .poll(async () => {
      const { rows } = await lab.owner.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'a4c-relay lane%'
           AND xact_start < clock_timestamp() - interval '1 second'`,
      );
      return rows[0]?.open;
    }, patiently)
    .toBe(0);
  // A window's worth, not all of them: more would only wait.
  expect(late.reduce((sum, count) => sum + count, 0)).toBeLessThan(50);
  const acknowledged = times(relay, 'acknowledged', 100);
  thawed.open();
  await acknowledged;
  const { rows } = await lab.owner.query(
    'SELECT DISTINCT retry_count FROM domain_events WHERE retry_count > 0',
  );
  expect(rows).toEqual([]);
});

test('a relay that stops gives back what it has not sent and writes what has answered', async () => {
  const answers = createBarrier();
  const relay = lab.createRelay(
    async () => {
      await answers.passed;
      return running();
    },
    { maxInFlight: 4 },
  );
  const claimed = once(relay.lifecycle, 'claimed');
  relay.start();
  await lab.insert(20);
  await claimed;
  const stopped = relay.stop();
  answers.open();
  await stopped;
  const { rows } = await lab.owner.query<{ acknowledged: number }>(
    `SELECT count(*)::int AS acknowledged FROM domain_events e
     WHERE processed_at IS NOT NULL AND NOT EXISTS (SELECT FROM workflow_dispatch d WHERE d.event_id = e.id)
       AND e.event_metadata ? 'workflow_run_id'`,
  );
  expect(rows[0]?.acknowledged).toBeGreaterThan(0);
  const { rows: held } = await lab.owner.query(
    'SELECT FROM workflow_dispatch WHERE available_at > clock_timestamp()',
  );
  expect(held).toEqual([]);
});
